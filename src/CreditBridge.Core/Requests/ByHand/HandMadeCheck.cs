using CreditBridge.Core.Learners;

namespace CreditBridge.Core.Requests;

/// <summary>What an award made by hand would do, learner by learner.</summary>
/// <param name="Award">In words, such as 'HIST 1301'.</param>
/// <param name="Found">Who would get it, once somebody else has approved it.</param>
/// <param name="Refused">Student numbers left out, each with the sentence that says why.</param>
public sealed record HandMadeCheck(OtherAward Content, string Award, IReadOnlyList<Learner> Found, IReadOnlyList<(string Number, string Why)> Refused);
