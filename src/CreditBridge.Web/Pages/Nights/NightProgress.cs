using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Night;

namespace CreditBridge.Web.Pages.Nights;

/// <summary>How far a night is, for people. Pulling has no known end, so the bar moves by steps and, where there is one, by the step's own count.</summary>
internal sealed record NightProgress(string Title, int Percent, string Doing)
{
    public static NightProgress Of(NightNumbers numbers)
    {
        var night = numbers.Night;
        var ended = numbers.Runs.Count(run => run.State != SyncRunState.Running);
        var partners = Math.Max(numbers.Partners, numbers.Runs.Count);
        return night.State switch
        {
            NightState.Requested => new("The night is about to start", 2, "It waits for a worker to take it."),
            NightState.Completed => new("The night is over", 100, numbers.Sentence),
            NightState.Failed => new("The night did not finish", 100, "What was taken stays; the next night goes on from there."),
            _ => night.Step switch
            {
                NightStep.Pull => new("Reading from the partners", 5 + 35 * ended / Math.Max(1, partners), $"{numbers.Read:N0} records read so far, {ended:N0} of {partners:N0} partners are done."),
                NightStep.Verify => new("Checking signatures", 40, $"{numbers.Read:N0} records were read."),
                NightStep.Match => new("Matching credentials to learners", 42, $"{numbers.Read:N0} records were read."),
                NightStep.Read => new("Reading the student system", 43, $"{numbers.Read:N0} records were read from the partners."),
                NightStep.Evaluate => new("Comparing with the rules", 45 + 40 * night.Evaluated / Math.Max(1, night.ToEvaluate), $"{night.Evaluated:N0} of {night.ToEvaluate:N0} learners evaluated; {night.Granted:N0} rules granted, {night.Requested:N0} for a person."),
                NightStep.Post => new("Posting to the student system", 88, $"{night.Posted:N0} lines posted so far."),
                NightStep.Reconcile => new("Comparing with the student system", 95, $"{night.Posted:N0} lines posted."),
                NightStep.Check => new("Looking through the rules", 98, $"{night.Posted:N0} lines posted."),
                NightStep.Seal => new("Sealing the trail", 99, $"{night.Sealed:N0} entries sealed."),
                _ => new("Finishing", 99, numbers.Sentence),
            },
        };
    }
}
