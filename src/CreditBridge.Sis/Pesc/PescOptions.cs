using CreditBridge.Sis.Files;
using CreditBridge.Sis.Sftp;

namespace CreditBridge.Sis.Pesc;

/// <summary>Settings of the transcript adapter (<c>Sis:Pesc</c>).</summary>
public sealed class PescOptions
{
    /// <summary>Where transcripts are put. Absolute, or <c>sftp://user@host:port/path</c>; sub-folders are read too, so that loaded transcripts may be moved to one.</summary>
    public string Folder { get; set; } = "";

    public SftpOptions Sftp { get; set; } = new();

    public Acknowledgement Acknowledgement { get; set; } = Acknowledgement.None;

    public PescParty Source { get; set; } = new();

    public PescParty Destination { get; set; } = new();

    /// <summary>What a credit is counted in: <c>Semester</c>, <c>Quarter</c> or <c>ContinuingEducationUnits</c>.</summary>
    public string Units { get; set; } = "Semester";

    /// <summary>PESC credit basis by the code of a source (such as <c>college-board-ap</c>), else by our basis. An exemption is always <c>Exemption</c>.</summary>
    public Dictionary<string, string> Bases { get; } = new(PescCodes.Bases, StringComparer.OrdinalIgnoreCase);

    /// <summary>PESC credit level by course level.</summary>
    public Dictionary<string, string> Levels { get; } = new(StringComparer.OrdinalIgnoreCase) { ["Lower"] = "LowerDivision", ["Upper"] = "UpperDivision", ["Graduate"] = "Graduate" };

    /// <exception cref="InvalidOperationException">They are not complete; the message says what to write.</exception>
    public void Check()
    {
        Sftp.Check("Sis:Pesc", Folder);
        Source.Check("Sis:Pesc:Source");
        Destination.Check("Sis:Pesc:Destination");
        Demand("Sis:Pesc:Units", Units, PescCodes.CreditTypes.Keys);
        foreach (var (from, to) in Bases)
            Demand($"Sis:Pesc:Bases:{from}", to, PescCodes.CreditBases);
        foreach (var (from, to) in Levels)
            Demand($"Sis:Pesc:Levels:{from}", to, PescCodes.CourseLevels.Keys);
    }

    private static void Demand(string setting, string value, IEnumerable<string> known)
    {
        if (!known.Contains(value))
            throw new InvalidOperationException($"{setting} '{Words.Of(value, most: 60)}' is not known; write one of {string.Join(", ", known)}.");
    }
}
