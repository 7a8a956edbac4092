using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CreditBridge.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PartnerPositions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Attempts",
                table: "HookDeliveries");

            migrationBuilder.DropColumn(
                name: "Body",
                table: "HookDeliveries");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Attempts",
                table: "HookDeliveries",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Body",
                table: "HookDeliveries",
                type: "TEXT",
                nullable: false,
                defaultValue: "");
        }
    }
}
