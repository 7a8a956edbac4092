namespace CreditBridge.Web.Pages.Rules.Editing;

/// <summary>What a button of the editor asks for: a verb, the part it is about, and what else it must know.</summary>
internal sealed record EditAct(string Verb, string Path, IReadOnlyList<string> Arguments)
{
    public static EditAct Of(string text)
    {
        var words = text.Split(' ');
        return new(words[0], words.ElementAtOrDefault(1) ?? "", [.. words.Skip(2).Take(4).Select(Uri.UnescapeDataString)]);
    }

    public string Argument(int index) => Arguments.ElementAtOrDefault(index) ?? "";

    public static string Text(string verb, string path, params IEnumerable<string> arguments) => string.Join(' ', [verb, path, .. arguments.Select(Uri.EscapeDataString)]);
}
