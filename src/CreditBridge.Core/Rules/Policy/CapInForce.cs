namespace CreditBridge.Core.Rules;

/// <summary>A cap with the number that holds for a learner, and where the number came from.</summary>
/// <param name="Source">'set for programme BS-CS'.</param>
public sealed record CapInForce(CreditCap Cap, decimal Limit, string Source)
{
    /// <summary>'60 credits, set for programme BS-CS'.</summary>
    public string Text => $"{Wording.Credits(Limit)}, {Source}";

    /// <summary>What is counted, after 'credits': ' by ACE at upper level from credly'; empty for all of it.</summary>
    public string Of => string.Concat(
        Cap.Basis is { } basis ? $" by {Wording.Name(basis)}" : "",
        Cap.Level is { } level ? $" at {Wording.Name(level)} level" : "",
        Cap.Partner is { } partner ? $" from {partner}" : "");

    /// <summary>'At most 30 credits by ACE, set for programme BS-CS: what is above goes to a person.'</summary>
    public string Sentence => $"At most {Wording.Credits(Limit)}{Of}, {Source}: {Then}.";

    private string Then => Cap.Action switch
    {
        CapAction.Warn => "what is above is granted with a notice",
        CapAction.Review => "a person looks at what is above",
        _ => "what is above is not granted unless a person decides so",
    };
}
