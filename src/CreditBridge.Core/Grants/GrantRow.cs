using CreditBridge.Core.Requests;

namespace CreditBridge.Core.Grants;

/// <summary>One line of granted credit as lists and workbooks show it.</summary>
public sealed record GrantRow(
    Guid GrantId,
    Guid LineId,
    Guid LearnerId,
    string StudentNumber,
    string LearnerName,
    string? Program,
    string RuleCode,
    int? RuleVersion,
    AwardKind Kind,
    string? Course,
    string? ElectiveSubject,
    string Level,
    decimal Credits,
    string? Grade,
    bool IsAutomatic,
    string ApprovedBy,
    DateTime ApprovedAt,
    GrantState State,
    PostingState? Posting,
    string? SisReference,
    DateTime? PostedAt,
    List<EvidenceItem> Evidence,
    string Key);
