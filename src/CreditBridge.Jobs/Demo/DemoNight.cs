namespace CreditBridge.Jobs.Demo;

/// <summary>The partners' next day: some of their records are new, some changed, the rest the same.</summary>
public static class DemoNight
{
    /// <summary>Writes the drop folders of a demo anew. Half of the share are new records, half are records that changed; both say that they were updated later.</summary>
    /// <param name="share">Of the records the demo began with.</param>
    public static void Change(string dataFolder, double share = 0.1)
    {
        var files = DemoFiles.Read(dataFolder);
        (files with { Nights = [.. files.Nights, share] }).Write(dataFolder, DemoBook.Of(files.Size));
    }
}
