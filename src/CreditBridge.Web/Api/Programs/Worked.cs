namespace CreditBridge.Web.Api.Programs;

/// <summary>What came of a program's request.</summary>
internal abstract record Worked
{
    public sealed record Done(int Status, object Answer) : Worked;

    /// <summary>Nothing was stored.</summary>
    public sealed record Refused(int Status, string Sentence) : Worked;
}
