using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace CreditBridge.Simulators;

/// <summary>What the simulated Banner holds, and by which rules it articulates.</summary>
public sealed class EthosLedger
{
    private readonly ConcurrentDictionary<string, int> _committed = [];
    private readonly ConcurrentDictionary<string, JsonObject> _records = [];

    /// <summary>The source institution that credit from us has there, and how <c>student-course-transfers</c> calls it.</summary>
    public const string Institution = "CREDBR";
    public const string InstitutionGuid = "5c1f3c6e-8a57-4a3f-9d0b-2f6b1c0a7e11";

    /// <summary>How often each natural key was committed.</summary>
    public IReadOnlyDictionary<string, int> Committed => _committed;

    public IReadOnlyCollection<JsonObject> Records => [.. _records.Values];

    /// <summary>Source course to the institution's course and credits; what is not listed gives the course it is named by, with the credits that were sent. Null: no rule.</summary>
    public ConcurrentDictionary<string, (string Subject, string Number, decimal Credits)?> Rules { get; } = [];

    /// <summary>A look-up gives everything, whatever was asked for.</summary>
    public bool IgnoresQuestions { get; set; }

    /// <summary>Told of each step of a call as it happens: who wants to end the caller at a chosen moment does it here.</summary>
    public Action<EthosStep>? At { get; set; }

    /// <summary>Versions of student-course-transfers it knows.</summary>
    public int[] Versions { get; set; } = [10];

    public static string KeyOf(JsonObject posting) => string.Join('|', new[] { "id", "keyblocSbgiCode", "tsubjCode", "tcrseNumb", "termCode" }.Select(name => (string?)posting[name]));

    /// <summary>Commits without looking whether it is there: whoever posts twice is found out.</summary>
    public JsonObject Commit(JsonObject posting)
    {
        var key = KeyOf(posting);
        _committed.AddOrUpdate(key, 1, (_, times) => times + 1);
        return _records[key] = Articulate(posting);
    }

    public JsonObject? Find(JsonObject asked) => _records.TryGetValue(KeyOf(asked), out var record) ? (JsonObject)record.DeepClone() : null;

    private JsonObject Articulate(JsonObject posting)
    {
        var (subject, number) = ((string)posting["tsubjCode"]!, (string)posting["tcrseNumb"]!);
        var record = (JsonObject)posting.DeepClone();
        var letters = number.TakeWhile(char.IsAsciiLetterUpper).Count();
        var course = Rules.TryGetValue($"{subject} {number}", out var rule) ? rule
            : letters > 0 && number[0] != 'X' ? (number[..letters], number[letters..], (decimal)posting["credHours"]!) : null;
        (record["subjCodeInst"], record["crseNumbInst"], record["instCreditsUsed"]) = (course?.Subject, course?.Number, course?.Credits);
        return record;
    }
}
