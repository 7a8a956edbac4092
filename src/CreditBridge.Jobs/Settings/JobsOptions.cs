namespace CreditBridge.Jobs.Settings;

/// <summary>The <c>Jobs</c> section of the settings.</summary>
public sealed class JobsOptions
{
    public JobStorageKind Storage { get; set; }

    /// <summary>Needed for PostgreSql.</summary>
    public string ConnectionString { get; set; } = "";

    /// <summary>Whether the web runs jobs itself; off where a worker of its own does.</summary>
    public bool RunInWeb { get; set; } = true;

    /// <summary>How long a worker that died keeps its night from being taken over. Longer than one transaction and one call to the student system.</summary>
    public int LeaseSeconds { get; set; } = 20;

    /// <summary>When the night begins, as a cron expression in the institution's time zone; empty: never by itself.</summary>
    public string NightCron { get; set; } = "0 2 * * *";
}
