using CreditBridge.Core.Credentials.Verifying;
using CreditBridge.OpenBadges;

namespace CreditBridge.Core.Credentials.Intake;

/// <summary>Whether a badge is about the person who brings it. Asked before anything else: a badge of somebody else is never stored with this person, whatever its signature says.</summary>
internal static class BadgeRecipients
{
    /// <param name="keys">The person's confirmed identities.</param>
    /// <returns>Null when one of them is named; else a sentence that says whom it names, and not more of it than one who knows needs.</returns>
    public static string? WhyNot(CredentialClaims claims, IReadOnlyCollection<string> keys)
    {
        var own = LearnerAddresses.ToCompare(keys);
        if (own.Count == 0)
            return "No e-mail address of yours is confirmed here yet, so no badge can be compared with it. Ask the registrar's office to confirm one.";
        if (claims.Recipients.Count == 0)
            return "It does not say whose it is, so it cannot be counted for anybody.";
        if (claims.Recipients.Any(recipient => RecipientCheck.Match(recipient, own) is not null))
            return null;
        var first = claims.Recipients[0];
        return first.IsHashed
            ? $"It names its owner by a hidden address, and that is none of your confirmed ones: {Yours(own)}. If you earned it under another address, ask the registrar's office to confirm that one."
            : $"It names {Masked(first.Identity)}, which is none of your confirmed addresses: {Yours(own)}. If that is you, ask the registrar's office to confirm it.";
    }

    /// <summary>The key that it is kept under: one of the person's own, though it may name others first. Else it would catch what is sent later for them.</summary>
    public static string KeyOf(IncomingRecord.Taken record, IReadOnlyCollection<string> keys)
    {
        if (LearnerAddresses.IsNamed(record.RecipientKey, keys))
            return record.RecipientKey;
        var recipients = CredentialReader.Read(CredentialFile.OfText(record.Payload)).Recipients;
        return keys.First(key => recipients.Any(recipient => RecipientCheck.Match(recipient, LearnerAddresses.ToCompare([key])) is not null));
    }

    private static string Yours(List<RecipientIdentity> own) => string.Join(", ", own.Where(identity => identity.Type == RecipientIdentity.Email).Select(identity => identity.Value));

    /// <summary>'j…@m….edu': enough to know one's own by.</summary>
    internal static string Masked(string identity)
    {
        if (identity.Split('@', 2) is not [{ Length: > 0 } name, { Length: > 0 } domain])
            return identity.Length <= 12 ? "somebody else" : $"{identity[..8]}…{identity[^2..]}";
        var dot = domain.LastIndexOf('.');
        return $"{First(name)}…@{First(domain)}…{(dot > 0 ? domain[dot..] : "")}";
    }

    private static string First(string text) => System.Globalization.StringInfo.GetNextTextElement(text);
}
