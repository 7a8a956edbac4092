using CreditBridge.Core.Access;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Requests;

namespace CreditBridge.Tests.Web.Support;

/// <summary>Two requests that wait, one that was declined, and three grants whose postings are Posted, Unknown and Rejected.</summary>
internal sealed class SampleRequests
{
    private readonly SampleInstitution _sample;
    private readonly List<CreditRequest> _all = [];
    private readonly List<CreditGrant> _grants = [];

    public CreditRequest Waiting { get; }
    public CreditRequest WithChoice { get; }
    public CreditRequest Declined { get; }
    public CreditGrant Posted { get; }
    public CreditGrant Unknown { get; }
    public CreditGrant Rejected { get; }

    /// <summary>Of <see cref="Posted"/>, with its link on.</summary>
    public Award Award { get; }

    public SampleRequests(SampleInstitution sample)
    {
        _sample = sample;
        Waiting = Open("R-2026-000101", sample.Ada, Line("CSCI 1100"), Line(null, elective: "BUSN", id: "a2"));
        WithChoice = Open("R-2026-000102", sample.Ben, Line(null, options: [Option("o1", "ART 105"), Option("o2", "ART 106")]));
        Declined = Open("R-2026-000090", sample.Ben, Line("CSCI 1200"));
        Declined.Decide(Declined.Lines[0], new LineDecision.Decline(
            new Actor("Ivo Brandt", Role.Evaluator), SampleInstitution.Now.AddDays(-3), DeclineReason.ContentDiffers, "The certificate covers half of the course."));
        Posted = Grant("R-2026-000091", sample.Ada, "CSCI 1300", posting => posting.Post(posting.Claim("w", Later(5), Later(1)), "credit-20261123-0011223344556677.csv", SampleInstitution.Now.AddDays(-1)));
        Unknown = Grant("R-2026-000092", sample.Ben, "CSCI 1300", posting => posting.LoseSight(
            posting.Claim("w", Later(5), Later(1)), "The student system did not answer in time.", SampleInstitution.Now.AddHours(-8), SampleInstitution.Now.AddHours(1)));
        Rejected = Grant("R-2026-000093", sample.Ben, "CSCI 1400", posting => posting.Reject(posting.Claim("w", Later(5), Later(1)), "The term is closed."));
        Award = new() { GrantId = Posted.Id, LearnerId = Posted.LearnerId, ReversedLines = 0, StatusList = 1, StatusIndex = 4_711, MadeAt = SampleInstitution.Now.AddDays(-1) };
        Award.SwitchLink(true, SampleInstitution.Now.AddDays(-1));
    }

    public void Add(BridgeDbContext db)
    {
        db.AddRange(_all);
        db.AddRange(_grants);
        db.Add(Award);
    }

    private CreditRequest Open(string number, Learner learner, params RequestLine[] lines)
    {
        var request = new CreditRequest { Number = number, LearnerId = learner.Id, Origin = RequestOrigin.Night, OpenedAt = SampleInstitution.Now.AddDays(-7) };
        request.Lines.AddRange(lines);
        request.Submit(request.OpenedAt, DateOnly.FromDateTime(request.OpenedAt).AddDays(14));
        _all.Add(request);
        return request;
    }

    private RequestLine Line(string? course, string? elective = null, List<AwardOption>? options = null, string id = "a1") => new()
    {
        RuleVersionId = _sample.RuleVersion.Id,
        RuleCode = _sample.Rule.Code,
        AwardLineId = id,
        Kind = options is not null ? AwardKind.Choice : elective is not null ? AwardKind.Elective : AwardKind.Course,
        CourseCode = course,
        CourseGroups = course is null ? [] : [course],
        ElectiveSubject = elective,
        CourseLevel = "Lower",
        Credits = 3,
        GradeCode = "TR",
        Options = options ?? [],
        Explanation = "You earned Networking Fundamentals at Harbor Institute.\nScore 82 of 100 is at least 70.\nIssued 2 Mar 2026, 8 months before you asked; the limit is 60.",
        ReviewReason = "The partner's review is provisional.",
        Evidence = [new(_sample.Credentials[0].Id, "harbor", "Networking Fundamentals", _sample.Credentials[0].PayloadSha256)],
        UseKeys = ["harbor:h-1"],
    };

    private CreditGrant Grant(string number, Learner learner, string course, Action<Posting> outcome)
    {
        var request = Open(number, learner, Line(course));
        request.Decide(request.Lines[0], new LineDecision.Approve(new Actor("Ivo Brandt", Role.Evaluator), SampleInstitution.Now.AddDays(-2)));
        var posting = Posting.Due(learner.Id, "2026FA", SampleInstitution.Now.AddDays(-2));
        outcome(posting);
        var grant = new CreditGrant
        {
            LearnerId = learner.Id,
            RequestId = request.Id,
            RuleVersionId = _sample.RuleVersion.Id,
            RuleCode = _sample.Rule.Code,
            Explanation = request.Lines[0].Explanation,
            PolicyText = "An automatic grant is accepted at once.",
            Evidence = request.Lines[0].Evidence,
            IsAutomatic = false,
            ApprovedBy = "Ivo Brandt",
            ApprovedAt = SampleInstitution.Now.AddDays(-2),
        };
        grant.Lines.Add(new()
        {
            RequestLineId = request.Lines[0].Id,
            AwardLineId = "a1",
            Key = PostingKey.Of("NSU", learner.FirstStudentNumber, number, "a1", ""),
            Kind = AwardKind.Course,
            CourseCode = course,
            CourseLevel = "Lower",
            Credits = 3,
            GradeCode = "TR",
            Posting = posting,
        });
        grant.Answer(GrantState.Accepted, SampleInstitution.Now.AddDays(-2));
        _grants.Add(grant);
        return grant;
    }

    private static DateTime Later(int minutes) => SampleInstitution.Now.AddMinutes(minutes);

    private static AwardOption Option(string id, string course) => new(id, AwardKind.Course, course, null, "Lower", [course], 3);
}
