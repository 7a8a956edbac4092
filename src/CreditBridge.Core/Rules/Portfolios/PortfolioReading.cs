using System.Text.Json;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Learners;

namespace CreditBridge.Core.Rules;

/// <summary>Turns a portfolio that was written down into one for the engine. What is not known is said in a sentence, never passed over.</summary>
internal sealed class PortfolioReading(PartnerNames names, PublishedBook book, DateOnly asOf)
{
    private const string Raw = "raw";

    /// <summary>The exams' own scales that rules of the book ask for: a raw score stands for each.</summary>
    private readonly List<string> _ownScales = [.. book.Book.Rules.SelectMany(rule => RuleParts.Leaves(rule.Definition)).Select(leaf => leaf.Conditions.Result).OfType<PointsResult>()
        .Select(points => points.Scale).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The scales of levels and their levels, for a level whose scale is not named.</summary>
    private readonly List<LevelResult> _levels = [.. book.Book.Rules.SelectMany(rule => RuleParts.Leaves(rule.Definition)).Select(leaf => leaf.Conditions.Result).OfType<LevelResult>()];

    private readonly HashSet<string> _courses = book.Catalog.Courses.Select(course => course.Code).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>What could not be taken into account.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>What was taken into account, and changes nothing.</summary>
    public List<string> Notes { get; } = [];

    public Portfolio Read(AskedPortfolio asked) => new(
        LearnerOf(asked.Learner ?? new AskedLearner()),
        [.. asked.Credentials.Select((credential, i) => Of($"credentials[{i}]", () => CredentialOf(credential, i))).OfType<PortfolioCredential>()],
        [.. asked.Courses.Select((course, i) => Of($"courses[{i}]", () => CourseOf(course))).OfType<TranscriptCourse>()],
        []);

    private T? Of<T>(string place, Func<T> read) where T : class
    {
        try
        {
            return read();
        }
        catch (FormatException problem)
        {
            Problems.Add($"{place}: {problem.Message}");
            return null;
        }
    }

    private PortfolioCredential CredentialOf(AskedCredential asked, int index)
    {
        var partner = names.FindPartner(asked.Partner) ?? throw new FormatException($"No partner is named '{asked.Partner}'.");
        var found = names.FindAchievements(partner, asked.Achievement);
        if (found.Count != 1)
            throw new FormatException(found.Count == 0 ? $"{names.NameOf(partner)} has no achievement '{asked.Achievement}'." : $"{names.NameOf(partner)} has {found.Count} achievements named '{asked.Achievement}': give its id.");
        var id = new Guid(index + 1, 0, 0, new byte[8]);
        return new PortfolioCredential(id, partner, found.First(), $"asked:{index}", asked.IssuedOn ?? asOf)
        {
            ExpiresOn = asked.ExpiresOn,
            Verification = VerificationState.NotSigned,
            Assurance = One<Assurance>(asked.Assurance, "assurance") ?? Assurance.PartnerAsserted,
            Hours = asked.Hours,
            Results = Results(asked),
        };
    }

    private List<Result> Results(AskedCredential asked)
    {
        if (asked.Score is not { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } score)
            return [];
        var scale = asked.Scale?.Trim() is { Length: > 0 } given ? given : Raw;
        var text = score.ValueKind == JsonValueKind.String ? score.GetString()!.Trim() : null;
        var number = score.ValueKind == JsonValueKind.Number && score.TryGetDecimal(out var value) ? value
            : decimal.TryParse(text?.TrimEnd('%'), System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var written) ? written : (decimal?)null;
        if (text is null && number is null)
            throw new FormatException("'score' is neither a number nor a text.");
        if (text?.EndsWith('%') == true)
            scale = Result.Percent;
        if (!scale.Equals(Raw, StringComparison.OrdinalIgnoreCase))
            return [new Result(scale, number, asked.Maximum, text)];
        return number is not null
            ? [.. _ownScales.Append(Result.Points).Distinct(StringComparer.OrdinalIgnoreCase).Select(own => new Result(own, number, asked.Maximum))]
            : [new Result(Result.Letter, Text: text), new Result(Result.Pass, Text: text), .. _levels.Where(levels => levels.Levels.Contains(text, StringComparer.OrdinalIgnoreCase)).Select(levels => levels.Scale).Distinct().Select(own => new Result(own, Text: text))];
    }

    private TranscriptCourse CourseOf(AskedCourse asked)
    {
        if (!_courses.Contains(asked.Code.Trim()))
            Notes.Add($"The catalogue has no course '{asked.Code}': it stands in the way of nothing.");
        return new(asked.Code.Trim(), One<TranscriptState>(asked.State, "state") ?? throw new FormatException("'state' is empty."), asked.Grade);
    }

    private LearnerFacts LearnerOf(AskedLearner asked)
    {
        var facts = Of("learner", () => new LearnerFacts(One<LearnerStanding>(asked.Standing, "standing") ?? LearnerStanding.Enrolled)
        {
            Level = One<CourseLevel>(asked.Level, "level") ?? CourseLevel.Lower,
            Campus = asked.Campus,
            Programs = [.. asked.Programs.Select(code => new LearnerProgram(code, asked.CatalogYear))],
        });
        return facts ?? new LearnerFacts(LearnerStanding.Enrolled);
    }

    private static T? One<T>(string? text, string name) where T : struct, Enum => text switch
    {
        null => null,
        _ when Enum.GetNames<T>().FirstOrDefault(known => known.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase)) is { } known => Enum.Parse<T>(known),
        _ => throw new FormatException($"'{text}' in '{name}' is none of {string.Join(", ", Enum.GetNames<T>())}."),
    };
}
