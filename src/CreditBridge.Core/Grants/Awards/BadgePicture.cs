using System.Globalization;
using System.Security;

namespace CreditBridge.Core.Grants;

/// <summary>The picture of an award: as SVG with the course, the credits and the institution drawn in; as PNG one picture for all (badge.png, made from badge.svg by make-badge.sh).</summary>
internal static class BadgePicture
{
    /// <summary>Characters of 34 px that fit on a line.</summary>
    private const int Wide = 22;

    private static readonly Lazy<byte[]> Template = new(() => Read("badge.png"));
    private static readonly Lazy<string> Drawing = new(() => System.Text.Encoding.UTF8.GetString(Read("badge.svg")));

    public static byte[] Png => Template.Value;

    public static string Svg(AwardFacts facts) => Drawing.Value
        .Replace("Credit for prior learning</title>", $"{Text($"{facts.CreditWords} for {facts.ShortTitle}, {facts.Institution.Name}")}</title>", StringComparison.Ordinal)
        .Replace("<g id=\"words\"/>", $"<g id=\"words\">{Words(facts)}</g>", StringComparison.Ordinal);

    private static string Words(AwardFacts facts)
    {
        var title = Lines(facts.ShortTitle);
        var institution = Lines(facts.Institution.Name);
        return string.Concat(title.Select((line, number) => Line(line, 322 + number * 46, 40, 700, "#17212b")))
            + Line(char.ToUpperInvariant(facts.CreditWords[0]) + facts.CreditWords[1..], 326 + title.Count * 46, 30, 500, "#0b5f63")
            + string.Concat(institution.Select((line, number) => Line(line, 482 + number * 34 - (institution.Count - 1) * 17, 26, 500, "#556270")));
    }

    private static string Line(string text, int y, int size, int weight, string colour) => string.Create(
        CultureInfo.InvariantCulture, $"<text x=\"300\" y=\"{y}\" font-size=\"{(text.Length > Wide ? size * Wide / text.Length : size)}\" font-weight=\"{weight}\" fill=\"{colour}\">{Text(text)}</text>");

    /// <summary>At most two lines, broken between words near the middle.</summary>
    private static List<string> Lines(string text)
    {
        if (text.Length <= Wide)
            return [text];
        var breaks = Enumerable.Range(0, text.Length).Where(at => text[at] == ' ').ToList();
        if (breaks.Count == 0)
            return [text];
        var at = breaks.MinBy(place => Math.Abs(place - text.Length / 2));
        return [text[..at], text[(at + 1)..]];
    }

    private static string Text(string text) => SecurityElement.Escape(new string([.. text.Where(character => character >= ' ' && !char.IsSurrogate(character))]));

    private static byte[] Read(string name)
    {
        using var stream = typeof(BadgePicture).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not embedded.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
