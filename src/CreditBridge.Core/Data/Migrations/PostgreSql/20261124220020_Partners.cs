using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CreditBridge.Core.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Partners : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // A pull that was under way belongs to a night that goes on by itself.
            migrationBuilder.Sql("UPDATE \"SyncRuns\" SET \"State\" = 'Failed' WHERE \"State\" = 'Running'");

            migrationBuilder.DropIndex(
                name: "IX_SyncRuns_PartnerId",
                table: "SyncRuns");

            migrationBuilder.AddColumn<int>(
                name: "Attempts",
                table: "SyncRuns",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Calls",
                table: "SyncRuns",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "CancelledBy",
                table: "SyncRuns",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Fence",
                table: "SyncRuns",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "IsFull",
                table: "SyncRuns",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "IsOpen",
                table: "SyncRuns",
                type: "boolean",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LeaseOwner",
                table: "SyncRuns",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "LeaseUntil",
                table: "SyncRuns",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Missing",
                table: "SyncRuns",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "RequestedBy",
                table: "SyncRuns",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ResumeAt",
                table: "SyncRuns",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Retries",
                table: "SyncRuns",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Trigger",
                table: "SyncRuns",
                type: "character varying(40)",
                maxLength: 40,
                nullable: false,
                defaultValue: "Schedule");

            migrationBuilder.AddColumn<string>(
                name: "Wire",
                table: "SyncRuns",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Agreement",
                table: "Partners",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "AgreementFrom",
                table: "Partners",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "AgreementUntil",
                table: "Partners",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Contacts",
                table: "Partners",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Country",
                table: "Partners",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "HookSecret",
                table: "Partners",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Limits",
                table: "Partners",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "OverlapHours",
                table: "Partners",
                type: "integer",
                nullable: false,
                defaultValue: 48);

            migrationBuilder.AddColumn<int>(
                name: "RetainRawDays",
                table: "Partners",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Secrets",
                table: "Partners",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "SweepDays",
                table: "Partners",
                type: "integer",
                nullable: false,
                defaultValue: 7);

            migrationBuilder.AddColumn<DateTime>(
                name: "SweptAt",
                table: "Credentials",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "AwardingBody",
                table: "Achievements",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ChangedAt",
                table: "Achievements",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Country",
                table: "Achievements",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Criteria",
                table: "Achievements",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "LearningOutcomes",
                table: "Achievements",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Number",
                table: "Achievements",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string>(
                name: "Participation",
                table: "Achievements",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "QualityAssurance",
                table: "Achievements",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AchievementVersions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    AchievementId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Facts = table.Column<string>(type: "text", nullable: false),
                    ReplacedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AchievementVersions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AchievementVersions_Achievements_AchievementId",
                        column: x => x.AchievementId,
                        principalTable: "Achievements",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "HookDeliveries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PartnerId = table.Column<Guid>(type: "uuid", nullable: false),
                    EventId = table.Column<string>(type: "character varying(800)", maxLength: 800, nullable: false, collation: "C"),
                    Body = table.Column<string>(type: "text", nullable: false),
                    ReceivedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    DueAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    LastError = table.Column<string>(type: "text", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HookDeliveries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_HookDeliveries_Partners_PartnerId",
                        column: x => x.PartnerId,
                        principalTable: "Partners",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "WalletConnections",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    LearnerId = table.Column<Guid>(type: "uuid", nullable: false),
                    Host = table.Column<string>(type: "character varying(800)", maxLength: 800, nullable: false, collation: "C"),
                    ClientId = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    Secrets = table.Column<string>(type: "text", nullable: false),
                    AskedSha256 = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    AskedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ConnectedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ReadAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    DueAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    EndedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Problem = table.Column<string>(type: "text", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WalletConnections", x => x.Id);
                    table.ForeignKey(
                        name: "FK_WalletConnections_Learners_LearnerId",
                        column: x => x.LearnerId,
                        principalTable: "Learners",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SyncRuns_PartnerId_IsOpen",
                table: "SyncRuns",
                columns: new[] { "PartnerId", "IsOpen" },
                unique: true,
                filter: "\"IsOpen\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AchievementVersions_AchievementId_Number",
                table: "AchievementVersions",
                columns: new[] { "AchievementId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_HookDeliveries_PartnerId_EventId",
                table: "HookDeliveries",
                columns: new[] { "PartnerId", "EventId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_HookDeliveries_State_DueAt",
                table: "HookDeliveries",
                columns: new[] { "State", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_WalletConnections_AskedSha256",
                table: "WalletConnections",
                column: "AskedSha256",
                unique: true,
                filter: "\"AskedSha256\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_WalletConnections_DueAt",
                table: "WalletConnections",
                column: "DueAt",
                filter: "\"DueAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_WalletConnections_LearnerId",
                table: "WalletConnections",
                column: "LearnerId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AchievementVersions");

            migrationBuilder.DropTable(
                name: "HookDeliveries");

            migrationBuilder.DropTable(
                name: "WalletConnections");

            migrationBuilder.DropIndex(
                name: "IX_SyncRuns_PartnerId_IsOpen",
                table: "SyncRuns");

            migrationBuilder.DropColumn(
                name: "Attempts",
                table: "SyncRuns");

            migrationBuilder.DropColumn(
                name: "Calls",
                table: "SyncRuns");

            migrationBuilder.DropColumn(
                name: "CancelledBy",
                table: "SyncRuns");

            migrationBuilder.DropColumn(
                name: "Fence",
                table: "SyncRuns");

            migrationBuilder.DropColumn(
                name: "IsFull",
                table: "SyncRuns");

            migrationBuilder.DropColumn(
                name: "IsOpen",
                table: "SyncRuns");

            migrationBuilder.DropColumn(
                name: "LeaseOwner",
                table: "SyncRuns");

            migrationBuilder.DropColumn(
                name: "LeaseUntil",
                table: "SyncRuns");

            migrationBuilder.DropColumn(
                name: "Missing",
                table: "SyncRuns");

            migrationBuilder.DropColumn(
                name: "RequestedBy",
                table: "SyncRuns");

            migrationBuilder.DropColumn(
                name: "ResumeAt",
                table: "SyncRuns");

            migrationBuilder.DropColumn(
                name: "Retries",
                table: "SyncRuns");

            migrationBuilder.DropColumn(
                name: "Trigger",
                table: "SyncRuns");

            migrationBuilder.DropColumn(
                name: "Wire",
                table: "SyncRuns");

            migrationBuilder.DropColumn(
                name: "Agreement",
                table: "Partners");

            migrationBuilder.DropColumn(
                name: "AgreementFrom",
                table: "Partners");

            migrationBuilder.DropColumn(
                name: "AgreementUntil",
                table: "Partners");

            migrationBuilder.DropColumn(
                name: "Contacts",
                table: "Partners");

            migrationBuilder.DropColumn(
                name: "Country",
                table: "Partners");

            migrationBuilder.DropColumn(
                name: "HookSecret",
                table: "Partners");

            migrationBuilder.DropColumn(
                name: "Limits",
                table: "Partners");

            migrationBuilder.DropColumn(
                name: "OverlapHours",
                table: "Partners");

            migrationBuilder.DropColumn(
                name: "RetainRawDays",
                table: "Partners");

            migrationBuilder.DropColumn(
                name: "Secrets",
                table: "Partners");

            migrationBuilder.DropColumn(
                name: "SweepDays",
                table: "Partners");

            migrationBuilder.DropColumn(
                name: "SweptAt",
                table: "Credentials");

            migrationBuilder.DropColumn(
                name: "AwardingBody",
                table: "Achievements");

            migrationBuilder.DropColumn(
                name: "ChangedAt",
                table: "Achievements");

            migrationBuilder.DropColumn(
                name: "Country",
                table: "Achievements");

            migrationBuilder.DropColumn(
                name: "Criteria",
                table: "Achievements");

            migrationBuilder.DropColumn(
                name: "LearningOutcomes",
                table: "Achievements");

            migrationBuilder.DropColumn(
                name: "Number",
                table: "Achievements");

            migrationBuilder.DropColumn(
                name: "Participation",
                table: "Achievements");

            migrationBuilder.DropColumn(
                name: "QualityAssurance",
                table: "Achievements");

            migrationBuilder.CreateIndex(
                name: "IX_SyncRuns_PartnerId",
                table: "SyncRuns",
                column: "PartnerId");
        }
    }
}
