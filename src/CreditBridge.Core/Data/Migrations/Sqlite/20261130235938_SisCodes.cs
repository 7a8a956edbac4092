using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CreditBridge.Core.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SisCodes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "PostFrom",
                table: "Terms",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "PostUntil",
                table: "Terms",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Codes",
                table: "Postings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "PostingExchanges",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PostingId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Call = table.Column<string>(type: "TEXT", nullable: false),
                    Sent = table.Column<string>(type: "TEXT", nullable: false),
                    Answer = table.Column<string>(type: "TEXT", nullable: false),
                    Milliseconds = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PostingExchanges", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PostingExchanges_Postings_PostingId",
                        column: x => x.PostingId,
                        principalTable: "Postings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SisCodes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Ours = table.Column<string>(type: "TEXT", maxLength: 800, nullable: false),
                    Theirs = table.Column<string>(type: "TEXT", maxLength: 800, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SisCodes", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Postings_SisReference",
                table: "Postings",
                column: "SisReference");

            migrationBuilder.CreateIndex(
                name: "IX_PostingExchanges_At",
                table: "PostingExchanges",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_PostingExchanges_PostingId_At",
                table: "PostingExchanges",
                columns: new[] { "PostingId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_SisCodes_Kind_Ours",
                table: "SisCodes",
                columns: new[] { "Kind", "Ours" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PostingExchanges");

            migrationBuilder.DropTable(
                name: "SisCodes");

            migrationBuilder.DropIndex(
                name: "IX_Postings_SisReference",
                table: "Postings");

            migrationBuilder.DropColumn(
                name: "PostFrom",
                table: "Terms");

            migrationBuilder.DropColumn(
                name: "PostUntil",
                table: "Terms");

            migrationBuilder.DropColumn(
                name: "Codes",
                table: "Postings");
        }
    }
}
