using CreditBridge.Core.Access;

namespace CreditBridge.Web.TagHelpers;

/// <summary>How each state of the domain looks: one table, so that a state looks the same on every page.</summary>
internal sealed record StatusLook(string Word, string Icon, Tone Tone)
{
    public static StatusLook Of(Enum state) => state switch
    {
        Role.Learner => new("Posted", "circle-check", Tone.Good),
        Role.Advisor => new("Sending", "send", Tone.Moving),
        Role.Evaluator => new("Waiting", "clock", Tone.Waiting),
        Role.FacultyApprover => new("Rejected", "circle-x", Tone.Wrong),
        Role.Registrar => new("Retired", "archive", Tone.Quiet),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "A state without a look."),
    };
}
