namespace CreditBridge.Sis.Pesc;

/// <summary>Who sends or receives a transcript.</summary>
public sealed class PescParty
{
    /// <summary>Lists of institutions whose codes the standard has room for, in its order.</summary>
    private static readonly string[] Kinds = ["OPEID", "IPEDS", "ATP", "FICE", "ACT", "CCD", "CEEBACT", "CSIS", "USIS", "ESIS"];

    public string Name { get; set; } = "";

    /// <summary>The list that <see cref="Code"/> is from, such as <c>FICE</c> or <c>IPEDS</c>; empty: the name alone says who it is.</summary>
    public string Kind { get; set; } = "";

    public string Code { get; set; } = "";

    internal void Check(string setting)
    {
        if (Name.Trim().Length == 0)
            throw new InvalidOperationException($"{setting}:Name is empty: write the institution's name.");
        if (Kind.Length > 0 && (!Kinds.Contains(Kind) || Code.Length == 0))
            throw new InvalidOperationException($"{setting}:Kind must be one of {string.Join(", ", Kinds)}, with the institution's code there in {setting}:Code.");
    }
}
