using CreditBridge.Core.Credentials;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Data;
using CreditBridge.Core.Night;

namespace CreditBridge.Tests.Web.Support;

/// <summary>Last night: one pull that finished and one that failed, and what they could not take.</summary>
internal sealed class SampleNight
{
    public NightRun Run { get; } = new()
    {
        LocalOn = new(2026, 11, 24),
        Trigger = NightTrigger.Schedule,
        RequestedBy = "The night",
        RequestedAt = SampleInstitution.Now.AddHours(-8),
        StartedAt = SampleInstitution.Now.AddHours(-8),
        EndedAt = SampleInstitution.Now.AddHours(-8).AddMinutes(2),
        Step = NightStep.Done,
        Satisfied = 9,
        Granted = 4,
        Requested = 3,
        Blocked = 1,
        NotChosen = 1,
        AlreadyDecided = 0,
        Evaluated = 2,
        ToEvaluate = 2,
        Posted = 1,
        Rejected = 1,
        Unknown = 1,
    };

    public SyncRun HarborRun { get; }
    public SyncRun MeridianRun { get; }
    public List<QuarantinedRecord> Quarantined { get; } = [];

    public SampleNight(SampleInstitution sample)
    {
        Run.MoveTo(NightState.Running);
        Run.MoveTo(NightState.Completed);
        HarborRun = new()
        {
            PartnerId = sample.Harbor.Id,
            NightRunId = Run.Id,
            StartedAt = SampleInstitution.Now.AddHours(-8),
            New = 34,
            Unchanged = 3,
            Duplicate = 1,
            Quarantined = 2,
            Matched = 33,
            Unmatched = 1,
            Checkpoint = "harbor-2026-11.csv, record 40",
        };
        HarborRun.Begin();
        HarborRun.End(SyncRunState.Completed, SampleInstitution.Now.AddHours(-8).AddSeconds(30));
        MeridianRun = new()
        {
            PartnerId = sample.Meridian.Id,
            NightRunId = Run.Id,
            StartedAt = SampleInstitution.Now.AddHours(-8),
            New = 31,
            Changed = 2,
            Quarantined = 1,
            Matched = 31,
            Checkpoint = "meridian-2026-11.ndjson, record 34",
        };
        MeridianRun.Begin();
        MeridianRun.AddProblem("meridian-2026-12.ndjson: permission denied. The file was left alone.");
        MeridianRun.End(SyncRunState.Failed, SampleInstitution.Now.AddHours(-8).AddSeconds(41));
        Quarantined.Add(Refused(sample.Harbor.Id, HarborRun.Id, "harbor-2026-11.csv, line 17", "WrongDate", "Line 17: '31/02/2026' is no date. Dates are written 2026-02-28."));
        Quarantined.Add(Refused(sample.Harbor.Id, HarborRun.Id, "harbor-2026-11.csv, line 23", "WrongDate", "Line 23: 'soon' is no date. Dates are written 2026-02-28."));
        Quarantined.Add(Refused(sample.Meridian.Id, MeridianRun.Id, "meridian-2026-11.ndjson, line 3", "NotJson", "Line 3 is not JSON: it ends too early."));
    }

    public void Add(BridgeDbContext db)
    {
        db.Add(Run);
        db.AddRange(HarborRun, MeridianRun);
        db.AddRange(Quarantined);
    }

    private static QuarantinedRecord Refused(Guid partner, Guid run, string location, string reason, string sentence) => new()
    {
        PartnerId = partner,
        SyncRunId = run,
        Location = location,
        Reason = reason,
        Sentence = sentence,
        Fingerprint = $"{reason}-csv",
        Payload = $"{location}: <script>alert('raw')</script>",
        PayloadSha256 = Guid.NewGuid().ToString("N"),
        Format = CredentialFormat.Csv,
        Header = "id,achievement_id,recipient_email,issued_on,score",
        SeenAt = SampleInstitution.Now.AddHours(-8),
    };
}
