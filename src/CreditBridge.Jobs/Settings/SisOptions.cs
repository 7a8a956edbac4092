using CreditBridge.Sis.Ethos;
using CreditBridge.Sis.Extracts;
using CreditBridge.Sis.FlatFile;
using CreditBridge.Sis.PeopleSoft;
using CreditBridge.Sis.Pesc;
using CreditBridge.Sis.Workday;

namespace CreditBridge.Jobs.Settings;

/// <summary>The <c>Sis</c> section of the settings.</summary>
public sealed class SisOptions
{
    public string Adapter { get; set; } = "FlatFile";

    /// <summary>Where catalogue, roster and transcripts are read from: <c>None</c>, <c>Extracts</c> or <c>Ethos</c>.</summary>
    public string Reads { get; set; } = "None";

    public ExtractOptions Extracts { get; set; } = new();

    public FlatFileOptions FlatFile { get; set; } = new();

    public EthosOptions Ethos { get; set; } = new();

    public PeopleSoftOptions PeopleSoft { get; set; } = new();

    public PescOptions Pesc { get; set; } = new();

    public WorkdayOptions Workday { get; set; } = new();

    /// <summary>Nothing is sent later than this after the claim.</summary>
    public int SendSeconds { get; set; } = 10;

    /// <summary>How long to wait between two look-ups before 'not found' is believed. Longer than a send.</summary>
    public int SettlingSeconds { get; set; } = 15;

    /// <summary>How long a night waits for postings whose fate will be known soon, so that its numbers are whole.</summary>
    public int PatienceSeconds { get; set; } = 60;

    /// <summary>How long an acknowledgement may take before a posting is Unknown.</summary>
    public int AcknowledgeHours { get; set; } = 48;

    /// <summary>How often an acknowledgement is looked for.</summary>
    public int PollSeconds { get; set; } = 60;

    public int MostAttempts { get; set; } = 8;

    public TimeSpan Send => TimeSpan.FromSeconds(SendSeconds);

    public TimeSpan Poll => TimeSpan.FromSeconds(PollSeconds);

    public TimeSpan Settling => TimeSpan.FromSeconds(SettlingSeconds);

    /// <exception cref="InvalidOperationException">The settings would let a stalled sender's posting be sent a second time, or those of the adapter are not complete.</exception>
    public SisOptions Validated()
    {
        if (SendSeconds <= 0 || SettlingSeconds <= SendSeconds)
            throw new InvalidOperationException($"Sis:SettlingSeconds ({SettlingSeconds}) must be longer than Sis:SendSeconds ({SendSeconds}), which must be at least 1.");
        switch (Adapter)
        {
            case "FlatFile":
                FlatFile.Check();
                break;
            case "Ethos":
                Ethos.Validated(SendSeconds);
                break;
            case "PeopleSoft":
                PeopleSoft.Check();
                break;
            case "Pesc":
                Pesc.Check();
                break;
            case "Workday":
                Workday.Check();
                break;
        }

        switch (Reads)
        {
            case "None":
                break;
            case "Extracts":
                Extracts.Check();
                break;
            case "Ethos":
                Ethos.CheckReading();
                break;
            default:
                throw new InvalidOperationException($"Sis:Reads '{Reads}' is not known; known are None, Extracts and Ethos.");
        }

        return this;
    }

    /// <summary>A claim outlives its send: whoever holds it past this is gone.</summary>
    public TimeSpan Lease => TimeSpan.FromSeconds(SendSeconds * 2);
}
