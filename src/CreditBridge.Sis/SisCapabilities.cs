namespace CreditBridge.Sis;

/// <param name="CanLookUp">Without it an Unknown posting goes to a person.</param>
/// <param name="CanReverse">Without it a reversal goes to a person, who takes it back there by hand.</param>
/// <param name="CarriesCourse">The target course is sent. Without it the system articulates by its own rules, and its answer is compared with the award.</param>
/// <param name="MostInBatch">Postings taken by one call; 1 where the system takes one at a time.</param>
/// <param name="Codes">Which of our codes (<c>Term</c>, <c>Grade</c>, <c>Source</c>, <c>Basis</c>) it takes as they are written, so that a site can give its own.</param>
/// <param name="ShowsTranscript"><see cref="ISisAdapter.ReadPostedAsync"/> tells what stands in the learner's record there, and not only what we handed over.</param>
public sealed record SisCapabilities(bool CanLookUp, bool CanReverse, bool CarriesCourse, int MostInBatch, IReadOnlyList<string> Codes, bool ShowsTranscript);
