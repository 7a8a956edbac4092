using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CreditBridge.Core.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Reversals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ExternalId",
                table: "QuarantinedRecords",
                type: "nvarchar(400)",
                maxLength: 400,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ReversesPostingId",
                table: "Postings",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_QuarantinedRecords_PartnerId_State_ExternalId",
                table: "QuarantinedRecords",
                columns: new[] { "PartnerId", "State", "ExternalId" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_QuarantinedRecords_PartnerId_State_ExternalId",
                table: "QuarantinedRecords");

            migrationBuilder.DropColumn(
                name: "ExternalId",
                table: "QuarantinedRecords");

            migrationBuilder.DropColumn(
                name: "ReversesPostingId",
                table: "Postings");
        }
    }
}
