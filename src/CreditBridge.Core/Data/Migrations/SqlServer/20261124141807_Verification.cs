using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CreditBridge.Core.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Verification : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Issuers",
                table: "Partners",
                type: "nvarchar(max)",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "IsLearnerSupplied",
                table: "Credentials",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "IssuerId",
                table: "Credentials",
                type: "nvarchar(800)",
                maxLength: 800,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<DateTime>(
                name: "VerifiedAt",
                table: "Credentials",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "VerifyAttempts",
                table: "Credentials",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "VerifyDueAt",
                table: "Credentials",
                type: "datetime2",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "CredentialOriginals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CredentialId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Sha256 = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false),
                    Bytes = table.Column<byte[]>(type: "varbinary(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CredentialOriginals", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CredentialOriginals_Credentials_CredentialId",
                        column: x => x.CredentialId,
                        principalTable: "Credentials",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "GrantCases",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    GrantId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    CredentialId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    Sentence = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    OpenedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    State = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    OpenKey = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    Outcome = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    Why = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    ClosedBy = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true),
                    ClosedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GrantCases", x => x.Id);
                    table.ForeignKey(
                        name: "FK_GrantCases_Credentials_CredentialId",
                        column: x => x.CredentialId,
                        principalTable: "Credentials",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_GrantCases_CreditGrants_GrantId",
                        column: x => x.GrantId,
                        principalTable: "CreditGrants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Credentials_CanonicalId",
                table: "Credentials",
                column: "CanonicalId",
                filter: "\"IssuerId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Credentials_IssuerId",
                table: "Credentials",
                column: "IssuerId",
                filter: "\"IssuerId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Credentials_VerifyDueAt",
                table: "Credentials",
                column: "VerifyDueAt",
                filter: "\"VerifyDueAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_CredentialOriginals_CredentialId_Number",
                table: "CredentialOriginals",
                columns: new[] { "CredentialId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_GrantCases_CredentialId",
                table: "GrantCases",
                column: "CredentialId");

            migrationBuilder.CreateIndex(
                name: "IX_GrantCases_GrantId",
                table: "GrantCases",
                column: "GrantId");

            migrationBuilder.CreateIndex(
                name: "IX_GrantCases_OpenKey",
                table: "GrantCases",
                column: "OpenKey",
                unique: true,
                filter: "[OpenKey] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_GrantCases_State_OpenedAt",
                table: "GrantCases",
                columns: new[] { "State", "OpenedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CredentialOriginals");

            migrationBuilder.DropTable(
                name: "GrantCases");

            migrationBuilder.DropIndex(
                name: "IX_Credentials_CanonicalId",
                table: "Credentials");

            migrationBuilder.DropIndex(
                name: "IX_Credentials_IssuerId",
                table: "Credentials");

            migrationBuilder.DropIndex(
                name: "IX_Credentials_VerifyDueAt",
                table: "Credentials");

            migrationBuilder.DropColumn(
                name: "Issuers",
                table: "Partners");

            migrationBuilder.DropColumn(
                name: "IsLearnerSupplied",
                table: "Credentials");

            migrationBuilder.DropColumn(
                name: "IssuerId",
                table: "Credentials");

            migrationBuilder.DropColumn(
                name: "VerifiedAt",
                table: "Credentials");

            migrationBuilder.DropColumn(
                name: "VerifyAttempts",
                table: "Credentials");

            migrationBuilder.DropColumn(
                name: "VerifyDueAt",
                table: "Credentials");
        }
    }
}
