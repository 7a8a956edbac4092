using CreditBridge.Core.Access;

namespace CreditBridge.Core.Rules;

/// <summary>What a rule says from one date to another. What it says can be written while it is a draft, and never again.</summary>
public sealed class RuleVersion
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid RuleId { get; init; }
    public required int Number { get; init; }
    public RuleVersionState State { get; private set; } = RuleVersionState.Draft;

    public required string Title { get; set => field = IfDraft(value); }

    public required RuleDefinition Definition { get; set => field = IfDraft(value); }

    /// <summary>Learners and the public search read it.</summary>
    [LongText]
    public string? PublicNote { get; set => field = IfDraft(value); }

    [LongText]
    public string? PrivateNote { get; set => field = IfDraft(value); }

    public DateOnly? NextReviewOn { get; set => field = IfDraft(value); }

    /// <summary>Not found by the public search.</summary>
    public bool IsHidden { get; set => field = IfDraft(value); }

    /// <summary>Who began the draft.</summary>
    public required string Author { get; init; }

    /// <summary>Everybody who wrote in the draft, by user id or else by name: none of them approves it.</summary>
    public List<string> Writers { get; init; } = [];

    public required DateTime CreatedAt { get; init; }
    public DateTime? EditedAt { get; private set; }
    public string? ApprovedBy { get; private set; }
    public DateTime? ApprovedAt { get; private set; }

    /// <summary>A writer approved it, as a one-person office may: it never leads to automatic grants.</summary>
    public bool IsSelfApproved { get; private set; }

    /// <summary>First day in force, in the institution's zone.</summary>
    public DateOnly? PublishedFrom { get; private set; }

    /// <summary>Last day in force; empty: until further notice.</summary>
    public DateOnly? PublishedTo { get; private set; }
    public int Version { get; set; }

    public static bool CanMove(RuleVersionState from, RuleVersionState to) => (from, to) switch
    {
        (RuleVersionState.Draft, RuleVersionState.InReview) => true,
        (RuleVersionState.InReview, RuleVersionState.Draft or RuleVersionState.Approved) => true,
        (RuleVersionState.Approved, RuleVersionState.Published) => true,
        (RuleVersionState.Published, RuleVersionState.Superseded or RuleVersionState.Retired) => true,
        _ => false,
    };

    /// <summary>It counts, or counted, on some days: the rule book holds it.</summary>
    public bool IsInBook => State is RuleVersionState.Published or RuleVersionState.Superseded or RuleVersionState.Retired && !(PublishedTo < PublishedFrom);

    /// <exception cref="IllegalMoveException">It is no draft any more.</exception>
    public void Write(RuleContent content, Actor by, DateTime at)
    {
        (Title, Definition, PublicNote, PrivateNote, NextReviewOn, IsHidden) =
            (content.Title, content.Definition, content.PublicNote, content.PrivateNote, content.NextReviewOn, content.IsHidden);
        EditedAt = at;
        if (!Writers.Contains(NameOf(by)))
            Writers.Add(NameOf(by));
    }

    public void Submit() => MoveTo(RuleVersionState.InReview);

    public void Return() => MoveTo(RuleVersionState.Draft);

    /// <param name="asWriter">The institution lets a writer approve: the version is marked.</param>
    /// <exception cref="IllegalMoveException">A writer approves the own rule, or the version is not in review.</exception>
    public void Approve(Actor by, DateTime at, bool asWriter = false)
    {
        var isWriter = IsWrittenBy(by);
        if (isWriter && !asWriter)
            throw new IllegalMoveException($"{by.Name} wrote this version: another person approves it.");
        MoveTo(RuleVersionState.Approved);
        (ApprovedBy, ApprovedAt, IsSelfApproved) = (by.Name, at, isWriter);
    }

    public bool IsWrittenBy(Actor actor) => actor.Name == Author || Writers.Contains(NameOf(actor));

    public void Publish(DateOnly from)
    {
        MoveTo(RuleVersionState.Published);
        PublishedFrom = from;
    }

    /// <summary>A later version takes over: this one counts to the day before.</summary>
    public void Supersede(DateOnly to) => End(RuleVersionState.Superseded, to);

    /// <param name="to">The last day it counts.</param>
    public void Retire(DateOnly to) => End(RuleVersionState.Retired, to);

    private static string NameOf(Actor actor) => actor.UserId?.ToString() ?? actor.Name;

    private void End(RuleVersionState next, DateOnly to)
    {
        MoveTo(next);
        PublishedTo = to;
    }

    private T IfDraft<T>(T value) => State == RuleVersionState.Draft ? value : throw new IllegalMoveException($"Version {Number} is {State}: it cannot be written any more. Make a new draft of it.");

    private void MoveTo(RuleVersionState next)
    {
        if (!CanMove(State, next))
            throw IllegalMoveException.For($"Version {Number}", State, next);
        State = next;
    }
}
