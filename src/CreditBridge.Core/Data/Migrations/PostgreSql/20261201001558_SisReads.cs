using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CreditBridge.Core.Data.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class SisReads : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsFromStudentSystem",
                table: "Courses",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "SisReads",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    RequestedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RequestedBy = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    IsDryRun = table.Column<bool>(type: "boolean", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    IsOpen = table.Column<bool>(type: "boolean", nullable: true),
                    EndedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Tables = table.Column<string>(type: "text", nullable: false),
                    Problem = table.Column<string>(type: "text", nullable: true),
                    Gone = table.Column<int>(type: "integer", nullable: false),
                    ConfirmedGone = table.Column<int>(type: "integer", nullable: true),
                    ConfirmedBy = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    LeaseOwner = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: true),
                    LeaseUntil = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Fence = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SisReads", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SisReads_IsOpen",
                table: "SisReads",
                column: "IsOpen",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SisReads_RequestedAt",
                table: "SisReads",
                column: "RequestedAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SisReads");

            migrationBuilder.DropColumn(
                name: "IsFromStudentSystem",
                table: "Courses");
        }
    }
}
