using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CreditBridge.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class PolicyLayers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "PolicyLayers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Scope = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    ScopeCode = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Content = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PolicyLayers", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PolicyLayers_Scope_ScopeCode",
                table: "PolicyLayers",
                columns: new[] { "Scope", "ScopeCode" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PolicyLayers");
        }
    }
}
