using CreditBridge.Core.Partners;

namespace CreditBridge.Jobs.Demo.Data;

/// <summary>A partner of partners.json.</summary>
/// <param name="Formats">What it drops: 'csv', 'ndjson', 'badges'.</param>
/// <param name="Review">The state of its quality review; empty: nobody has reviewed it.</param>
/// <param name="Audiences">How often each kind of learner earns something here, by <see cref="DemoLearner.Audience"/>.</param>
/// <param name="ScoresInMonth">When an examining body publishes the year's scores; empty: all the year round.</param>
internal sealed record DemoPartner(
    string Code,
    string Name,
    IReadOnlyList<string> Formats,
    QualityState? Review,
    IReadOnlyList<int> Audiences,
    bool SendsStudentNumbers = false,
    int? ScoresInMonth = null);
