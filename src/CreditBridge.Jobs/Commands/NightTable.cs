using System.Globalization;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Night;
using CreditBridge.Jobs.Night;
using Spectre.Console;

namespace CreditBridge.Jobs.Commands;

/// <summary>The night's numbers as a table on the terminal.</summary>
internal static class NightTable
{
    private static readonly (string Name, Func<SyncRun, int> Of)[] Numbers =
    [
        ("Read", run => run.Read), ("New", run => run.New), ("Changed", run => run.Changed), ("Unchanged", run => run.Unchanged),
        ("Duplicate", run => run.Duplicate), ("Quarantined", run => run.Quarantined), ("Matched", run => run.Matched), ("Unmatched", run => run.Unmatched),
    ];

    public static void Write(IAnsiConsole console, NightSummary summary)
    {
        if (!console.Profile.Capabilities.Interactive)
            console.Profile.Width = Math.Max(console.Profile.Width, 160);
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("Partner").NoWrap());
        foreach (var (name, _) in Numbers)
            table.AddColumn(new TableColumn(name).RightAligned().NoWrap());
        foreach (var partner in summary.Partners)
            table.AddRow([Shortened(partner.Name).EscapeMarkup(), .. Numbers.Select(number => Text(number.Of(partner.Run)))]);
        table.AddEmptyRow();
        table.AddRow(["[bold]All partners[/]", .. Numbers.Select(number => $"[bold]{Text(summary.Sum(number.Of))}[/]")]);
        console.Write(table);

        var night = summary.Night;
        console.MarkupLine($"[bold]{Text(summary.Read)}[/] read = {Text(summary.Sum(run => run.New))} new + {Text(summary.Sum(run => run.Changed))} changed + {Text(summary.Sum(run => run.Unchanged))} unchanged + {Text(summary.Sum(run => run.Duplicate))} duplicate + {Text(summary.Sum(run => run.Quarantined))} quarantined");
        console.MarkupLine($"[bold]{Text(night.Satisfied)}[/] satisfied = {Text(night.Granted)} granted + {Text(night.Requested)} requested + {Text(night.Blocked)} blocked + {Text(night.NotChosen)} not chosen + {Text(night.AlreadyDecided)} already decided");
        console.MarkupLine($"[bold]{Text(night.Posted)}[/] posted, {Text(night.Rejected)} rejected, {Text(night.Unknown)} unknown; {Text(night.Differences)} differences with the student system");
        console.MarkupLine($"[bold]{Text(night.Sealed)}[/] entries of the trail sealed");
        foreach (var problem in summary.Problems)
            console.MarkupLine($"[yellow]![/] {problem.EscapeMarkup()}");
        var end = night.State == NightState.Completed ? "[green]Finished[/]" : "[red]Not finished: run it again, it goes on where it stopped[/]";
        console.MarkupLine($"{end} in {summary.Seconds.ToString("0.0", CultureInfo.InvariantCulture)} s, at most {Text(night.PeakMegabytes)} MB.");
    }

    private static string Shortened(string name) => name.Length <= 32 ? name : name[..31] + "…";

    private static string Text(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
