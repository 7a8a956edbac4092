using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CreditBridge.Core.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Merging : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "AdvisorEmail",
                table: "Learners",
                type: "character varying(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AlterColumn<Guid>(
                name: "CredentialId",
                table: "GrantCases",
                type: "uuid",
                nullable: true,
                oldClrType: typeof(Guid),
                oldType: "uuid");

            migrationBuilder.CreateIndex(
                name: "IX_Learners_AdvisorEmail",
                table: "Learners",
                column: "AdvisorEmail");

            migrationBuilder.CreateIndex(
                name: "IX_Learners_MergedIntoId",
                table: "Learners",
                column: "MergedIntoId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Learners_AdvisorEmail",
                table: "Learners");

            migrationBuilder.DropIndex(
                name: "IX_Learners_MergedIntoId",
                table: "Learners");

            migrationBuilder.DropColumn(
                name: "AdvisorEmail",
                table: "Learners");

            migrationBuilder.AlterColumn<Guid>(
                name: "CredentialId",
                table: "GrantCases",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"),
                oldClrType: typeof(Guid),
                oldType: "uuid",
                oldNullable: true);
        }
    }
}
