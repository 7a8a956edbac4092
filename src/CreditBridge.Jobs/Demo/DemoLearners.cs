using Bogus;
using Bogus.DataSets;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Learners;
using CreditBridge.Jobs.Demo.Data;

namespace CreditBridge.Jobs.Demo;

/// <summary>Makes learners by number, in any order.</summary>
internal sealed class DemoLearners(DemoSize size, DateOnly today)
{
    private static readonly LearnerStanding[] Standings =
        [LearnerStanding.Enrolled, LearnerStanding.Admitted, LearnerStanding.Applicant, LearnerStanding.NonDegree, LearnerStanding.Former, LearnerStanding.Graduated];

    private readonly Name _names = new("en");
    private readonly List<DemoProgram> _undergraduate = [.. DemoFacts.Campus.Programs.Where(program => program.Level != CourseLevel.Graduate)];
    private readonly List<DemoProgram> _graduate = [.. DemoFacts.Campus.Programs.Where(program => program.Level == CourseLevel.Graduate)];
    private readonly List<DemoTerm> _terms = [.. DemoFacts.Campus.Terms.Where(term => term.StartsOn <= today)];

    /// <summary>Courses that learners often have behind them when they bring credentials.</summary>
    private static readonly string[] Common =
        ["ENGL 1301", "ENGL 1302", "MATH 1314", "MATH 2413", "HIST 1301", "HIST 1302", "GOVT 2305", "PSYC 2301", "BIOL 1306", "CHEM 1311", "ECON 2301", "COSC 1336", "CIS 2337", "CIS 2347"];

    public int Count => size.Learners;

    public DemoLearner At(int number)
    {
        var dice = Dice.For(size.Seed, DiceKind.Learner, number);
        var (given, family) = Name(dice);
        var level = dice.WeightedRandom([CourseLevel.Lower, CourseLevel.Upper, CourseLevel.Graduate], [0.58f, 0.36f, 0.06f]);
        var term = _terms.Count > 0 ? dice.ListItem(_terms) : DemoFacts.Campus.Terms[0];
        var mail = Letters($"{given}.{family}");
        return new DemoLearner(
            number,
            StudentNumber(number),
            given,
            family,
            today.AddDays(-dice.Int(18 * 365, level == CourseLevel.Graduate || dice.Bool(0.3f) ? 48 * 365 : 24 * 365)),
            dice.WeightedRandom(Standings, [0.7f, 0.1f, 0.06f, 0.05f, 0.05f, 0.04f]),
            level,
            dice.ListItem(level == CourseLevel.Graduate ? _graduate : _undergraduate).Code,
            term.StartsOn.Month >= 8 ? term.StartsOn.Year : term.StartsOn.Year - 1,
            term.Code,
            dice.Bool(0.85f) ? "Main" : "Online",
            $"{mail}.{number}@student.{DemoFacts.Campus.MailDomain}",
            dice.Bool(0.45f) ? $"{mail}{number}@{dice.ArrayElement(["mail.example", "post.example", "inbox.example"])}" : null,
            dice.Bool(0.88f),
            dice.WeightedRandom([0, 1, 2, 3], [0.36f, 0.34f, 0.16f, 0.14f]));
    }

    public static string StudentNumber(int number) => $"H{20_000_000 + number}";

    public (string Given, string Family) Name(Randomizer dice)
    {
        _names.Random = dice;
        return (_names.FirstName(), _names.LastName());
    }

    public static string Letters(string name) => string.Concat(name.ToLowerInvariant().Where(c => char.IsAsciiLetterLower(c) || c == '.'));

    /// <summary>None for those who are not here yet; else a few required and common courses, most of them passed.</summary>
    public IEnumerable<TranscriptEntry> Transcript(DemoLearner learner, Guid learnerId, IReadOnlyDictionary<string, DemoCourse> catalogue)
    {
        if (learner.Standing is LearnerStanding.Applicant or LearnerStanding.Admitted)
            yield break;
        var dice = Dice.For(size.Seed, DiceKind.Transcript, learner.Number);
        var program = DemoFacts.Campus.Programs.First(p => p.Code == learner.ProgramCode);
        foreach (var code in dice.Shuffle(program.Requires.Concat(Common).Distinct()).Take(dice.Int(0, 5)))
        {
            var state = dice.WeightedRandom(
                [TranscriptState.Passed, TranscriptState.InProgress, TranscriptState.Failed, TranscriptState.Withdrawn, TranscriptState.Transferred],
                [0.68f, 0.14f, 0.08f, 0.04f, 0.06f]);
            yield return new TranscriptEntry
            {
                LearnerId = learnerId,
                CourseCode = code,
                TermCode = state is TranscriptState.InProgress ? _terms[^1].Code : learner.EntryTermCode,
                State = state,
                Grade = state switch
                {
                    TranscriptState.Passed => dice.ArrayElement(["A", "A-", "B+", "B", "B-", "C+", "C"]),
                    TranscriptState.Failed => "F",
                    TranscriptState.Withdrawn => "W",
                    TranscriptState.Transferred => "TR",
                    _ => null,
                },
                Credits = catalogue[code].LeastCredits,
            };
        }
    }
}
