using CreditBridge.Core.Reads;
using CreditBridge.Jobs.StudentSystem;
using CreditBridge.Simulators;
using CreditBridge.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Tests.Jobs.StudentSystem.Reads;

/// <summary>The small university, whose student system drops extracts or is Ethos.</summary>
internal static class ReadStand
{
    public const string CourseHeader = "subject,number,title,credits,level,department\n";

    public static Task<TestBridge> WithExtractsAsync(double restSeconds = 0) =>
        TestBridge.CreateAsync(settings: new() { ["Sis:Reads"] = "Extracts", ["Sis:Extracts:RestSeconds"] = $"{restSeconds}" }).WithSmallUniversityAsync();

    public static Task<TestBridge> WithEthosAsync(PartnerSimulator simulator) => TestBridge.CreateAsync(settings: new()
    {
        ["Sis:Reads"] = "Ethos",
        ["Sis:Ethos:Address"] = simulator.AddressOf("ethos"),
        ["Sis:Ethos:ApiKey"] = simulator["ethos"].Secret,
        ["Sis:Ethos:CallsPerSecond"] = "1000",
        ["Sis:Ethos:Reads:ProgramCredits:UG"] = "120",
    }).WithSmallUniversityAsync();

    public static void Extract(this TestBridge bridge, string name, string content) =>
        File.WriteAllText(Path.Combine(Directory.CreateDirectory(bridge.Data.Extracts).FullName, name), content);

    public static string Courses(int many, int from = 0) => CourseHeader + string.Concat(Enumerable.Range(from, many).Select(i => $"BIOL,{1000 + i},Course {i},3,Lower,SCI\n"));

    public static async Task<SisRead> ReadAsync(this TestBridge bridge, bool isDryRun = false)
    {
        var (id, _) = await bridge.InScopeAsync<SisReads, (Guid, bool)>(reads => reads.RequestAsync(isDryRun, TestBridge.Registrar, default));
        await bridge.InScopeAsync<SisReading>(reading => reading.ReadRequestedAsync(default));
        return await bridge.FindAsync(id);
    }

    public static Task<SisRead> FindAsync(this TestBridge bridge, Guid id) => bridge.DbAsync(db => db.SisReads.AsNoTracking().SingleAsync(read => read.Id == id));

    public static string Counts(this SisRead read, string kind) =>
        read.Tables.Find(table => table.Kind == kind) is { } table ? $"{table.New} new, {table.Changed} changed, {table.Same} same, {table.Rejected} rejected, {table.Gone} gone" : "none";
}
