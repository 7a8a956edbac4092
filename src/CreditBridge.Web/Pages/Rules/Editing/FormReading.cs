using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CreditBridge.Core.Rules;

namespace CreditBridge.Web.Pages.Rules.Editing;

/// <summary>
/// Reads a form into the rule it describes. What can't be read is left out of the rule and said at its field (<see cref="Wrong"/>); what can be read but
/// makes no sense is the business of <see cref="RuleCheck"/>.
/// </summary>
internal sealed class FormReading
{
    /// <summary>A tree may be written a little deeper and larger than it may be submitted; beyond that it is nobody's rule.</summary>
    private const int MostDepth = RuleCheck.MostDepth + 4;

    private const int MostTitle = 200;
    private const decimal MostNumber = 1_000_000;
    private const int MostNote = 20_000;

    private static readonly string[] Notes = ["publicNote", "privateNote"];
    private static readonly string[] PatternTexts = ["partner", "skill", "tag", "nameContains", "once"];
    private static readonly string[] Limits = ["least", "most", "below"];
    private static readonly string[] Years = ["catalogYearFrom", "catalogYearTo"];
    private static readonly string[] ScopeLists = ["programsIn", "programsOut", "standings", "campuses"];
    private static readonly string[] BasisTexts = ["recommendationId", "source", "level", "subject"];
    private static readonly string[] BasisDays = ["validFrom", "validTo", "reReviewOn"];

    private readonly List<RuleProblem> _wrong = [];
    private int _nodes;

    public IReadOnlyList<RuleProblem> Wrong => _wrong;

    /// <returns>Null when it is no rule at all.</returns>
    public RuleContent? Content(FormPart form)
    {
        var json = new JsonObject
        {
            ["requirement"] = Requirement(form.Part("requirement"), "requirement", 1),
            ["awards"] = Array(form.List("awards"), "awards", (line, path) => Award(line, path, 1)),
            ["scope"] = Scope(form.Part("scope")),
            ["basis"] = Basis(form.Part("basis")),
        };
        Text(json, form, "governingDate");
        Flag(json, form, "autoGrant");
        Flag(json, form, "repeatable");
        if (form["title"].Trim().Length > MostTitle)
            Add("title", $"A title has at most {MostTitle} characters.");
        foreach (var note in Notes.Where(note => form[note].Length > MostNote))
            Add(note, $"A note has at most {MostNote:N0} characters.");
        try
        {
            var definition = json.Deserialize<RuleDefinition>(RuleJson.Options)!;
            return new(form["title"].Trim(), form["department"], definition, Note(form["publicNote"]), Note(form["privateNote"]), Day(form, "nextReviewOn", "nextReviewOn"), form["isHidden"] == "true");
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException)
        {
            return null;
        }
    }

    private JsonObject Requirement(FormPart part, string path, int depth)
    {
        if (++_nodes == RuleCheck.MostNodes + 1)
            Add("requirement", $"A requirement has at most {RuleCheck.MostNodes} parts: split it into several rules.");
        if (depth == MostDepth)
            Add(path, $"Groups stand at most {RuleCheck.MostDepth} deep.");
        var json = Kind(part);
        switch (part["kind"])
        {
            case "earned":
                json["selector"] = Selector(part.Part("selector"));
                json["conditions"] = Conditions(part.Part("conditions"), $"{path}.conditions");
                break;
            case "passed":
                Required(json, part, "course");
                Text(json, part, "leastGrade");
                break;
            default:
                if (part["kind"] == "atLeast")
                    json["count"] = Whole(part, path, "count") ?? 0;
                var items = depth < MostDepth && _nodes <= RuleCheck.MostNodes ? part.List("items") : [];
                json["items"] = Array(items, $"{path}.items", (item, at) => Requirement(item, at, depth + 1));
                break;
        }

        return json;
    }

    private static JsonObject Selector(FormPart part)
    {
        var json = Kind(part);
        if (part["kind"] == "achievement")
        {
            // Compared byte by byte, so not even a space is taken away.
            json["partner"] = part["partner"];
            json["achievement"] = part["achievement"];
            return json;
        }

        foreach (var name in PatternTexts)
            Text(json, part, name);
        return json;
    }

    private JsonObject Conditions(FormPart part, string path)
    {
        var json = new JsonObject();
        if (part.Part("result")["kind"].Length > 0)
            json["result"] = Result(part.Part("result"), $"{path}.result");
        Number(json, part, path, "leastHours");
        Lines(json, part, "assessmentTypes");
        Flag(json, part, "supervised");
        Flag(json, part, "identityChecked");
        Day(json, part, path, "issuedFrom");
        Day(json, part, path, "issuedTo");
        if (Whole(part, path, "mostAgeInMonths") is { } months)
            json["mostAgeInMonths"] = months;
        Text(json, part, "expiry");
        Text(json, part, "leastAssurance");
        Lines(json, part, "languages");
        return json;
    }

    private JsonObject Result(FormPart part, string path)
    {
        var json = Kind(part);
        switch (part["kind"])
        {
            case "points":
                Number(json, part, path, "maximum");
                json["scale"] = part["scale"].Trim() is { Length: > 0 } scale ? scale : Core.Rules.Result.Points;
                goto case "percent";
            case "percent":
                foreach (var name in Limits)
                    Number(json, part, path, name);
                break;
            case "levels":
                Required(json, part, "scale");
                Lines(json, part, "levels");
                goto case "letter";
            case "letter":
                Text(json, part, "least");
                Text(json, part, "most");
                break;
        }

        return json;
    }

    private JsonObject Award(FormPart part, string path, int depth)
    {
        var json = Kind(part);
        json["lineId"] = part["lineId"];
        Text(json, part, "gradeCode");
        switch (part["kind"])
        {
            case "course":
                Required(json, part, "course");
                Number(json, part, path, "credits");
                break;
            case "elective":
                json["subject"] = part["subject"].Trim() is { Length: > 0 } subject ? subject : null;
                json["level"] = part["level"] is { Length: > 0 } level ? level : "lower";
                json["credits"] = Number(part, path, "credits") ?? 0;
                Text(json, part, "placeholder");
                break;
            case "block":
                Lines(json, part, "courses");
                json["totalCredits"] = Number(part, path, "totalCredits") ?? 0;
                break;
            case "exemption":
                Required(json, part, "course");
                break;
            case "noCredit":
                Required(json, part, "reason");
                break;
            default:
                json["lines"] = Array(depth < 3 ? part.List("lines") : [], $"{path}.lines", (line, at) => Award(line, at, depth + 1));
                break;
        }

        var conversion = part.Part("conversion");
        if (part["kind"] is "course" or "elective" or "block" && (conversion["name"] + conversion["factor"]).Trim().Length > 0)
            json["conversion"] = new JsonObject { ["name"] = conversion["name"].Trim(), ["factor"] = Number(conversion, $"{path}.conversion", "factor") ?? 0 };
        return json;
    }

    private JsonObject Scope(FormPart part)
    {
        var json = new JsonObject();
        foreach (var year in Years)
        {
            if (Whole(part, "scope", year) is { } number)
                json[year] = number;
        }

        Text(json, part, "level");
        foreach (var name in ScopeLists)
            Lines(json, part, name);
        return json;
    }

    private JsonObject Basis(FormPart part)
    {
        var json = Kind(part);
        foreach (var name in BasisTexts)
            Text(json, part, name);
        Number(json, part, "basis", "hours");
        foreach (var name in BasisDays)
            Day(json, part, "basis", name);
        return json;
    }

    private static JsonArray Array(IReadOnlyList<FormPart> parts, string path, Func<FormPart, string, JsonObject> read) =>
        [.. parts.Select((part, i) => read(part, $"{path}[{i}]"))];

    private static JsonObject Kind(FormPart part) => new() { ["kind"] = part["kind"] };

    private static void Required(JsonObject json, FormPart part, string name) => json[name] = part[name].Trim();

    private static void Text(JsonObject json, FormPart part, string name)
    {
        if (part[name].Trim() is { Length: > 0 } text)
            json[name] = text;
    }

    private static void Flag(JsonObject json, FormPart part, string name) => json[name] = part[name] == "true";

    private static void Lines(JsonObject json, FormPart part, string name) => json[name] = new JsonArray([.. part.Lines(name).Select(line => JsonValue.Create(line))]);

    private void Number(JsonObject json, FormPart part, string path, string name)
    {
        if (Number(part, path, name) is { } number)
            json[name] = number;
    }

    private void Day(JsonObject json, FormPart part, string path, string name)
    {
        if (Day(part, $"{path}.{name}", name) is { } day)
            json[name] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private decimal? Number(FormPart part, string path, string name) => Read<decimal>(part[name], $"{path}.{name}", "number: write it like 12 or 2.5",
        text => decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= MostNumber ? number : null);

    private int? Whole(FormPart part, string path, string name) => Read<int>(part[name], $"{path}.{name}", "whole number",
        text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && Math.Abs((long)number) <= MostNumber ? number : null);

    private DateOnly? Day(FormPart part, string path, string name) => Read<DateOnly>(part[name], path, "day: write it like 2026-11-24",
        text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null);

    private T? Read<T>(string typed, string path, string what, Func<string, T?> parse) where T : struct
    {
        var text = typed.Trim();
        var value = text.Length == 0 ? null : parse(text);
        if (text.Length > 0 && value is null)
            Add(path, $"‘{(text.Length > 40 ? text[..40] + "…" : text)}’ is no {what}.");
        return value;
    }

    private static string? Note(string text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private void Add(string path, string sentence) => _wrong.Add(new(path, sentence));
}
