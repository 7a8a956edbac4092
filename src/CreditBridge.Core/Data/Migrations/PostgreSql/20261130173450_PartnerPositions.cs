using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CreditBridge.Core.Data.Migrations.PostgreSql
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
                type: "text",
                nullable: false,
                oldClrType: typeof(string),
                oldType: "character varying(400)",
                oldMaxLength: 400);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "Value",
                table: "SyncCheckpoints",
                type: "character varying(400)",
                maxLength: 400,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "text");

            migrationBuilder.AddColumn<int>(
                name: "Attempts",
                table: "HookDeliveries",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Body",
                table: "HookDeliveries",
                type: "text",
                nullable: false,
                defaultValue: "");
        }
    }
}
