using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;

namespace CreditBridge.Web.Pages.Rules.Editing;

/// <summary>
/// A part of the editor's form as text, exactly as typed: 'abc' stays 'abc'. Fields are named like the places of a rule's problems
/// (<c>requirement.items[0].conditions.leastHours</c>), and the tree of parts is the tree of the rule's JSON.
/// </summary>
internal sealed partial class FormPart
{
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FormPart> _parts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<FormPart>> _lists = new(StringComparer.Ordinal);

    /// <summary>As posted, by index: what is missing between them closes up when the form is read.</summary>
    private readonly Dictionary<string, SortedDictionary<int, FormPart>> _posted = new(StringComparer.Ordinal);

    public FormPart(params (string Name, string Text)[] texts)
    {
        foreach (var (name, text) in texts)
            this[name] = text;
    }

    /// <summary>Its fields are shown; closed, it is one sentence and one hidden field.</summary>
    public bool IsOpen { get; set; }

    public string this[string name]
    {
        get => _texts.GetValueOrDefault(name, "");
        set => _texts[name] = value;
    }

    public FormPart Part(string name) => _parts.TryGetValue(name, out var part) ? part : _parts[name] = new FormPart();

    public void Put(string name, FormPart part) => _parts[name] = part;

    public List<FormPart> List(string name) => _lists.TryGetValue(name, out var list) ? list : _lists[name] = [];

    /// <summary>A field whose text is a list, one a line.</summary>
    public IReadOnlyList<string> Lines(string name) => this[name].Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>What was posted. Names that are none of ours, and indexes beyond four digits, are nobody's field and left out.</summary>
    public static FormPart Of(IEnumerable<KeyValuePair<string, StringValues>> fields)
    {
        var root = new FormPart();
        foreach (var (name, values) in fields)
        {
            if (FieldName().IsMatch(name))
                root.Post(name.Split('.'), string.Join('\n', values.Select(value => Clean(value!))));
        }

        root.Settle();
        return root;
    }

    public static FormPart Of(JsonObject json)
    {
        var part = new FormPart();
        foreach (var (name, node) in json)
        {
            if (node is JsonObject child)
                part.Put(name, Of(child));
            else if (node is JsonArray array && array.All(item => item is JsonObject))
                part.List(name).AddRange(array.Select(item => Of(item!.AsObject())));
            if (node is JsonArray texts && texts.All(item => item is JsonValue))
                part[name] = string.Join('\n', texts.Select(item => item!.GetValue<string>()));
            else if (node is JsonValue value)
                part[name] = value.GetValueKind() == System.Text.Json.JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
        }

        return part;
    }

    private void Post(ReadOnlySpan<string> way, string text)
    {
        var step = way[0];
        var bracket = step.IndexOf('[', StringComparison.Ordinal);
        var name = bracket < 0 ? step : step[..bracket];
        if (way.Length == 1 && bracket < 0)
        {
            this[name] = text;
            return;
        }

        FormPart next;
        if (bracket < 0)
        {
            next = Part(name);
        }
        else
        {
            var items = _posted.TryGetValue(name, out var known) ? known : _posted[name] = [];
            var index = int.Parse(step.AsSpan(bracket + 1, step.Length - bracket - 2), CultureInfo.InvariantCulture);
            if (!items.TryGetValue(index, out next!))
                items[index] = next = new FormPart();
        }

        if (way.Length > 1)
            next.Post(way[1..], text);
    }

    private void Settle()
    {
        foreach (var (name, items) in _posted)
            List(name).AddRange(items.Values);
        _posted.Clear();
        foreach (var part in _parts.Values.Concat(_lists.Values.SelectMany(list => list)))
            part.Settle();
    }

    /// <summary>Browsers send line ends as CR LF, and a NUL is no text on any database.</summary>
    private static string Clean(string text) => text.ReplaceLineEndings("\n").Replace("\0", "", StringComparison.Ordinal);

    [GeneratedRegex(@"^[a-zA-Z]+(\[\d{1,4}\])?(\.[a-zA-Z]+(\[\d{1,4}\])?){0,40}$", RegexOptions.CultureInvariant)]
    private static partial Regex FieldName();
}
