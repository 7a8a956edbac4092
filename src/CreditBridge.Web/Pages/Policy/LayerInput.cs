using System.ComponentModel.DataAnnotations;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Rules;

namespace CreditBridge.Web.Pages.Policy;

/// <summary>What is typed on the page of a layer. What the page does not show, how bases are recorded, stays as it was.</summary>
internal sealed class LayerInput
{
    private const int Spare = 2;

    public List<CapInput> Caps { get; set; } = [];

    public decimal? ResidencyLeast { get; set; }

    public decimal? ResidencyOfLast { get; set; }

    public CapAction ResidencyAction { get; set; } = CapAction.Review;

    public List<StateInput> States { get; set; } = [];

    [StringLength(1000, ErrorMessage = "At most 1,000 characters.")]
    public string? Why { get; set; }

    /// <summary>The layer's <see cref="PolicyLayer.Version"/> when the page was opened.</summary>
    public int Version { get; set; }

    public static LayerInput Of(PolicyContent content, int version) => new()
    {
        Caps = [.. content.Caps.Select(cap => new CapInput { Credits = cap.Credits, Percent = cap.PercentOfProgram, Partner = cap.Partner, Basis = cap.Basis, Level = cap.Level, Action = cap.Action }), .. Enumerable.Range(0, Spare).Select(_ => new CapInput())],
        ResidencyLeast = content.Residency?.Least,
        ResidencyOfLast = content.Residency?.OfLast,
        ResidencyAction = content.Residency?.Action ?? CapAction.Review,
        States = [.. Enum.GetValues<TranscriptState>().Select(state => new StateInput { State = state, Action = content.TranscriptStates.FirstOrDefault(each => each.State == state)?.Action })],
        Version = version,
    };

    public PolicyContent ToContent(PolicyContent before) => before with
    {
        Caps = [.. Caps.Where(cap => !cap.IsEmpty).Select(cap => new CreditCap(cap.Action, cap.Credits, cap.Percent) { Partner = string.IsNullOrEmpty(cap.Partner) ? null : cap.Partner, Basis = cap.Basis, Level = cap.Level })],
        Residency = ResidencyLeast is null && ResidencyOfLast is null ? null : new Residency(ResidencyAction, ResidencyLeast ?? 0, ResidencyOfLast ?? 0),
        TranscriptStates = [.. States.Where(each => each.Action is not null).Select(each => new TranscriptTreatment(each.State, each.Action!.Value))],
    };

    internal sealed class CapInput
    {
        public decimal? Credits { get; set; }

        public decimal? Percent { get; set; }

        public string? Partner { get; set; }

        public Basis? Basis { get; set; }

        public CourseLevel? Level { get; set; }

        public CapAction Action { get; set; } = CapAction.Review;

        public bool IsEmpty => Credits is null && Percent is null && string.IsNullOrEmpty(Partner) && Basis is null && Level is null;
    }

    internal sealed class StateInput
    {
        public TranscriptState State { get; set; }

        public CapAction? Action { get; set; }
    }
}
