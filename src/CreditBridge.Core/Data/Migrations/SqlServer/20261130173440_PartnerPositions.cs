using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CreditBridge.Core.Data.Migrations.SqlServer
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

            migrationBuilder.AlterColumn<string>(
                name: "Value",
                table: "SyncCheckpoints",
                type: "nvarchar(max)",
                nullable: false,
                oldClrType: typeof(string),
                oldType: "nvarchar(400)",
                oldMaxLength: 400);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "Value",
                table: "SyncCheckpoints",
                type: "nvarchar(400)",
                maxLength: 400,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "nvarchar(max)");

            migrationBuilder.AddColumn<int>(
                name: "Attempts",
                table: "HookDeliveries",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Body",
                table: "HookDeliveries",
                type: "nvarchar(max)",
                nullable: false,
                defaultValue: "");
        }
    }
}
