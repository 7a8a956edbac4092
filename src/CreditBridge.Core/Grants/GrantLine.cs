using CreditBridge.Core.Requests;

namespace CreditBridge.Core.Grants;

/// <summary>One line of granted credit. Its key is unique for ever: see <see cref="PostingKey"/>.</summary>
public sealed class GrantLine
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid GrantId { get; init; }
    public required Guid RequestLineId { get; init; }
    public required string AwardLineId { get; init; }
    public required string Key { get; init; }
    public required AwardKind Kind { get; init; }
    public string? CourseCode { get; init; }
    public string? ElectiveSubject { get; init; }
    public required string CourseLevel { get; init; }
    public required decimal Credits { get; init; }
    public string? GradeCode { get; init; }
    public DateTime? ReversedAt { get; set; }
    public Posting? Posting { get; internal set; }
    public List<CourseEntitlement> Entitlements { get; init; } = [];

    /// <summary>The line that takes this one back. It counts as reversed too, so that neither counts any more; it is posted where this one may have arrived.</summary>
    internal GrantLine Reverse(string key, Guid learnerId, DateTime at)
    {
        ReversedAt = at;
        var line = new GrantLine
        {
            RequestLineId = RequestLineId,
            AwardLineId = AwardLineId,
            Key = key,
            Kind = Kind,
            CourseCode = CourseCode,
            ElectiveSubject = ElectiveSubject,
            CourseLevel = CourseLevel,
            Credits = -Credits,
            GradeCode = GradeCode,
            ReversedAt = at,
        };
        line.Posting = Posting?.Reverse(learnerId, at);
        return line;
    }

    /// <summary>On its way to the student system, in the term that is open; a person posts it later where none is.</summary>
    internal Posting Post(Guid learnerId, string? openTerm, DateTime at)
    {
        Posting = Posting.Due(learnerId, openTerm ?? "", at);
        if (openTerm is null)
            Posting.GiveUp("No term is open: open one, then post again.");
        return Posting;
    }
}
