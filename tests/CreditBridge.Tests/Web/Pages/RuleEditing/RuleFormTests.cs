using System.Text.Json;
using System.Text.Json.Nodes;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Rules;
using CreditBridge.Tests.Rules;
using CreditBridge.Web.Pages.Rules.Editing;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Primitives;
using Result = CreditBridge.Core.Rules.Result;

namespace CreditBridge.Tests.Web.Pages.RuleEditing;

/// <summary>The editor's form holds everything a rule can say.</summary>
[TestClass]
public sealed class RuleFormTests
{
    [TestMethod]
    public void Form_OfAnyRule_PostedWithPartsOpenOrClosed_IsTheSameRule() =>
        Prop.ForAll(
            Arb.From(from content in Content from seed in Gen.Choose(0, int.MaxValue) select (content, seed)),
            drawn =>
            {
                var form = FormPart.Of(Posted(drawn.content, new Random(drawn.seed)));
                Assert.IsTrue(FormContent.Unfold(form));
                var reading = new FormReading();
                var read = reading.Content(form);
                Assert.IsEmpty(reading.Wrong, string.Join('\n', reading.Wrong));
                Same(drawn.content, read!);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [TestMethod]
    public void Form_OfAnyRule_AsThePageHoldsIt_IsTheSameRule() =>
        Prop.ForAll(Arb.From(Content), content =>
        {
            var reading = new FormReading();
            Same(content, reading.Content(FormContent.Of(content))!);
            Assert.IsEmpty(reading.Wrong);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [TestMethod]
    public void Gaps_BetweenPostedIndexes_CloseUpInTheirOrder()
    {
        var form = FormPart.Of(Fields(("requirement.kind", "allOf"), ("requirement.items[12].kind", "passed"), ("requirement.items[12].course", "B 2"), ("requirement.items[3].kind", "passed"),
            ("requirement.items[3].course", "A 1"), ("requirement.items[99999].kind", "passed"), ("requirement.items[-1].kind", "passed"), ("requirement.items[x].kind", "passed"), ("basis.kind", "exam"), ("", "x"), (".", "x")));
        Assert.IsTrue(FormContent.Unfold(form));
        var read = new FormReading().Content(form)!;
        Assert.AreEqual("A 1,B 2", string.Join(',', RuleParts.Items(read.Definition.Requirement).Cast<Passed>().Select(passed => passed.Course)));
    }

    [TestMethod]
    [DataRow("leastHours", "abc", "‘abc’ is no number: write it like 12 or 2.5.")]
    [DataRow("leastHours", "2,5", "‘2,5’ is no number: write it like 12 or 2.5.")]
    [DataRow("leastHours", "99999999999999999999999999999999999999", "‘9999999999999999999999999999999999999999…’ is no number", true)]
    [DataRow("mostAgeInMonths", "1.5", "‘1.5’ is no whole number.")]
    [DataRow("issuedFrom", "24.11.2026", "‘24.11.2026’ is no day: write it like 2026-11-24.")]
    public void Text_ThatCannotBeRead_IsSaidAtItsFieldAndLeftOut(string field, string typed, string sentence, bool isLong = false)
    {
        var form = FormPart.Of(Fields(("requirement.kind", "earned"), ("requirement.selector.kind", "pattern"), ($"requirement.conditions.{field}", typed), ("basis.kind", "exam")));
        Assert.IsTrue(FormContent.Unfold(form));
        var reading = new FormReading();
        var read = reading.Content(form)!;
        Assert.HasCount(1, reading.Wrong);
        Assert.AreEqual($"requirement.conditions.{field}", reading.Wrong[0].Path);
        Assert.StartsWith(isLong ? "‘99999999" : sentence, reading.Wrong[0].Sentence);
        Assert.AreEqual(Conditions.None, ((Earned)read.Definition.Requirement).Conditions with { AssessmentTypes = Conditions.None.AssessmentTypes, Languages = Conditions.None.Languages });
        Assert.AreEqual(typed, form.Part("requirement").Part("conditions")[field], "What was typed is kept.");
    }

    [TestMethod]
    [DataRow("{")]
    [DataRow("null")]
    [DataRow("{\"kind\":\"boom\"}")]
    [DataRow("{\"kind\":\"passed\",\"course\":1}")]
    [DataRow("[1]")]
    public void ClosedPart_WrittenByHand_IsNoRule(string text)
    {
        var form = FormPart.Of(Fields(("requirement.kind", "allOf"), ("requirement.items[0].is", text), ("basis.kind", "exam")));
        Assert.IsTrue(!FormContent.Unfold(form) || new FormReading().Content(form) is null);
    }

    private static KeyValuePair<string, StringValues>[] Fields(params (string Name, string Value)[] fields) => [.. fields.Select(field => KeyValuePair.Create(field.Name, new StringValues(field.Value)))];

    private static void Same(RuleContent expected, RuleContent read)
    {
        Assert.AreEqual(RuleJson.Serialize(expected.Definition), RuleJson.Serialize(read.Definition));
        Assert.IsTrue(expected.IsSameAs(read), $"{expected}\n{read}");
    }

    /// <summary>As a browser sends it, written here from the rule's JSON alone: lists of texts are many fields of one name, or lines of one.</summary>
    private static IEnumerable<KeyValuePair<string, StringValues>> Posted(RuleContent content, Random random)
    {
        var fields = new List<(string, StringValues)>
        {
            ("title", content.Title), ("department", content.DepartmentCode), ("publicNote", content.PublicNote), ("privateNote", content.PrivateNote),
            ("nextReviewOn", content.NextReviewOn?.ToString("O", System.Globalization.CultureInfo.InvariantCulture)),
        };
        if (content.IsHidden)
            fields.Add(("isHidden", "true"));
        Add("", JsonNode.Parse(RuleJson.Serialize(content.Definition))!);
        return fields.Select(field => KeyValuePair.Create(field.Item1, field.Item2.Count == 0 ? new StringValues("") : field.Item2));

        void Add(string path, JsonNode node)
        {
            switch (node)
            {
                case JsonObject part when (path.EndsWith(']') && !part.ContainsKey("items") && !part.ContainsKey("lines")) && random.Next(2) == 0:
                    fields.Add(($"{path}.is", part.ToJsonString()));
                    break;
                case JsonObject part:
                    foreach (var (name, child) in part.Where(pair => pair.Value is not null))
                        Add(path.Length == 0 ? name : $"{path}.{name}", child!);
                    break;
                case JsonArray array when array.All(item => item is JsonObject):
                    // A page that was open long has gaps in its numbers.
                    for (var (i, at) = (0, 0); i < array.Count; i++, at += random.Next(1, 4))
                        Add($"{path}[{at}]", array[i]!);
                    break;
                case JsonArray texts:
                    var values = texts.Select(text => text!.GetValue<string>()).ToArray();
                    fields.Add((path, random.Next(2) == 0 ? values : new StringValues(string.Join("\r\n", values))));
                    break;
                case JsonValue value when value.GetValueKind() == JsonValueKind.False:
                    break;
                default:
                    fields.Add((path, node.ToString()));
                    break;
            }
        }
    }

    private static Gen<string> Word => Gen.Elements("Exam", "a b", "ÄÖ", "x,y", "\"quoted\"", "<b>", "IT & law");

    private static Gen<T?> Maybe<T>(Gen<T> some) where T : struct => Gen.OneOf(Gen.Constant<T?>(null), some.Select(value => (T?)value));

    private static Gen<string?> MaybeWord => Gen.OneOf(Gen.Constant<string?>(null), Word.Select(word => (string?)word));

    private static Gen<decimal> Number => Gen.Elements(0m, 1m, 2.5m, 2.50m, -3m, 0.667m, 79.5m, 123456.123m);

    private static Gen<DateOnly> Day => Gen.Choose(0, 9000).Select(days => new DateOnly(2010, 1, 1).AddDays(days));

    private static Gen<string[]> Words => from count in Gen.Choose(0, 3) from words in Word.ArrayOf(count) select words;

    private static Gen<ResultCondition?> AnyResult => Gen.OneOf(
        Gen.Constant<ResultCondition?>(null),
        from least in Maybe(Number) from most in Maybe(Number) from below in Maybe(Number) select (ResultCondition?)new PercentResult(least, most, below),
        from least in Maybe(Number) from below in Maybe(Number) from top in Maybe(Number) from scale in Gen.Elements(Result.Points, "SAT", "raw") select (ResultCondition?)new PointsResult(least, null, below, top, scale),
        from least in MaybeWord from most in MaybeWord select (ResultCondition?)new LetterResult(least, most),
        Gen.Constant<ResultCondition?>(new PassResult()),
        from scale in Word from levels in Words from least in MaybeWord select (ResultCondition?)new LevelResult(scale, levels, least));

    private static Gen<Conditions> AnyConditions =>
        from result in AnyResult
        from hours in Maybe(Number)
        from types in Words
        from languages in Words
        from days in Maybe(Day).ArrayOf(2)
        from months in Maybe(Gen.Choose(-1, 90))
        from flags in Gen.Elements(true, false).ArrayOf(2)
        from expiry in Gen.Elements(Enum.GetValues<ExpiryCondition>())
        from assurance in Maybe(Gen.Elements(Enum.GetValues<Assurance>()))
        select new Conditions
        {
            Result = result,
            LeastHours = hours,
            AssessmentTypes = types,
            Languages = languages,
            IssuedFrom = days[0],
            IssuedTo = days[1],
            MostAgeInMonths = months,
            Supervised = flags[0],
            IdentityChecked = flags[1],
            Expiry = expiry,
            LeastAssurance = assurance,
        };

    private static Gen<RuleContent> Content =>
        from definition in RuleGen.Definition
        from conditions in AnyConditions.ArrayOf(4)
        from grade in MaybeWord
        from campuses in Words
        from standings in Gen.Elements(Enum.GetValues<LearnerStanding>()).ArrayOf(2)
        from years in Maybe(Gen.Choose(1990, 2030)).ArrayOf(2)
        from texts in MaybeWord.ArrayOf(5)
        from days in Maybe(Day).ArrayOf(4)
        from hours in Maybe(Number)
        from level in Maybe(Gen.Elements(Enum.GetValues<CourseLevel>()))
        from hidden in Gen.Elements(true, false)
        select new RuleContent(
            texts[0] ?? "",
            "CS",
            definition with
            {
                Requirement = With(definition.Requirement, new Queue<Conditions>(conditions)),
                Awards = [.. definition.Awards.Select(award => award is ElectiveCredit elective ? elective with { GradeCode = grade, Subject = texts[3], Placeholder = texts[2] } : award with { GradeCode = grade })],
                Scope = definition.Scope with { Campuses = campuses, Standings = standings, CatalogYearFrom = years[0], CatalogYearTo = years[1], ProgramsOut = campuses },
                Basis = definition.Basis with { RecommendationId = texts[1], Source = texts[2], Subject = texts[3], Hours = hours, Level = level, ValidFrom = days[0], ReReviewOn = days[1] },
            },
            texts[4],
            texts[1],
            days[2],
            hidden);

    private static Requirement With(Requirement node, Queue<Conditions> conditions) => node switch
    {
        Earned earned when conditions.TryDequeue(out var next) => earned with { Conditions = next },
        AllOf all => new AllOf([.. all.Items.Select(item => With(item, conditions))]),
        AnyOf any => new AnyOf([.. any.Items.Select(item => With(item, conditions))]),
        AtLeast some => new AtLeast(some.Count, [.. some.Items.Select(item => With(item, conditions))]),
        _ => node,
    };
}
