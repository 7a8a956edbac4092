using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CreditBridge.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Rules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "EditedAt",
                table: "RuleVersions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsHidden",
                table: "RuleVersions",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "IsSelfApproved",
                table: "RuleVersions",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Title",
                table: "RuleVersions",
                type: "TEXT",
                maxLength: 400,
                nullable: false,
                defaultValue: "");
            migrationBuilder.Sql("UPDATE \"RuleVersions\" SET \"Title\" = (SELECT r.\"Title\" FROM \"EquivalencyRules\" r WHERE r.\"Id\" = \"RuleVersions\".\"RuleId\")");

            migrationBuilder.AddColumn<string>(
                name: "Writers",
                table: "RuleVersions",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "AllowsSelfApproval",
                table: "Institutions",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "ImportKey",
                table: "EquivalencyRules",
                type: "TEXT",
                maxLength: 800,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "RuleSetId",
                table: "EquivalencyRules",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Outcomes",
                table: "Achievements",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "ImpactRuns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    RuleVersionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OfVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    RequestedBy = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    RequestedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    StartedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LeaseUntil = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Total = table.Column<int>(type: "INTEGER", nullable: false),
                    Done = table.Column<int>(type: "INTEGER", nullable: false),
                    Gain = table.Column<int>(type: "INTEGER", nullable: false),
                    Lose = table.Column<int>(type: "INTEGER", nullable: false),
                    Change = table.Column<int>(type: "INTEGER", nullable: false),
                    Same = table.Column<int>(type: "INTEGER", nullable: false),
                    Problem = table.Column<string>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImpactRuns", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ImpactRuns_RuleVersions_RuleVersionId",
                        column: x => x.RuleVersionId,
                        principalTable: "RuleVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "RuleFindings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    RuleId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Check = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Sentence = table.Column<string>(type: "TEXT", nullable: false),
                    OpenKey = table.Column<string>(type: "TEXT", maxLength: 800, nullable: true),
                    FirstSeenAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ClosedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RuleFindings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RuleFindings_EquivalencyRules_RuleId",
                        column: x => x.RuleId,
                        principalTable: "EquivalencyRules",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "RuleSets",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    SourceUrl = table.Column<string>(type: "TEXT", maxLength: 400, nullable: true),
                    IsInBook = table.Column<bool>(type: "INTEGER", nullable: false),
                    ImportedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RuleSets", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ImpactRows",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ImpactRunId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LearnerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Before = table.Column<string>(type: "TEXT", nullable: false),
                    After = table.Column<string>(type: "TEXT", nullable: false),
                    CreditsBefore = table.Column<decimal>(type: "TEXT", precision: 12, scale: 3, nullable: false),
                    CreditsAfter = table.Column<decimal>(type: "TEXT", precision: 12, scale: 3, nullable: false),
                    OfferedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImpactRows", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ImpactRows_ImpactRuns_ImpactRunId",
                        column: x => x.ImpactRunId,
                        principalTable: "ImpactRuns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_EquivalencyRules_RuleSetId_ImportKey",
                table: "EquivalencyRules",
                columns: new[] { "RuleSetId", "ImportKey" });

            migrationBuilder.CreateIndex(
                name: "IX_ImpactRows_ImpactRunId_Kind",
                table: "ImpactRows",
                columns: new[] { "ImpactRunId", "Kind" });

            migrationBuilder.CreateIndex(
                name: "IX_ImpactRuns_RuleVersionId_RequestedAt",
                table: "ImpactRuns",
                columns: new[] { "RuleVersionId", "RequestedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ImpactRuns_State",
                table: "ImpactRuns",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_RuleFindings_OpenKey",
                table: "RuleFindings",
                column: "OpenKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RuleFindings_RuleId",
                table: "RuleFindings",
                column: "RuleId");

            migrationBuilder.CreateIndex(
                name: "IX_RuleSets_Name",
                table: "RuleSets",
                column: "Name",
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_EquivalencyRules_RuleSets_RuleSetId",
                table: "EquivalencyRules",
                column: "RuleSetId",
                principalTable: "RuleSets",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_EquivalencyRules_RuleSets_RuleSetId",
                table: "EquivalencyRules");

            migrationBuilder.DropTable(
                name: "ImpactRows");

            migrationBuilder.DropTable(
                name: "RuleFindings");

            migrationBuilder.DropTable(
                name: "RuleSets");

            migrationBuilder.DropTable(
                name: "ImpactRuns");

            migrationBuilder.DropIndex(
                name: "IX_EquivalencyRules_RuleSetId_ImportKey",
                table: "EquivalencyRules");

            migrationBuilder.DropColumn(
                name: "EditedAt",
                table: "RuleVersions");

            migrationBuilder.DropColumn(
                name: "IsHidden",
                table: "RuleVersions");

            migrationBuilder.DropColumn(
                name: "IsSelfApproved",
                table: "RuleVersions");

            migrationBuilder.DropColumn(
                name: "Title",
                table: "RuleVersions");

            migrationBuilder.DropColumn(
                name: "Writers",
                table: "RuleVersions");

            migrationBuilder.DropColumn(
                name: "AllowsSelfApproval",
                table: "Institutions");

            migrationBuilder.DropColumn(
                name: "ImportKey",
                table: "EquivalencyRules");

            migrationBuilder.DropColumn(
                name: "RuleSetId",
                table: "EquivalencyRules");

            migrationBuilder.DropColumn(
                name: "Outcomes",
                table: "Achievements");
        }
    }
}
