using System.Globalization;
using System.Net.Http.Headers;
using System.Security;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace CreditBridge.Sis.PeopleSoft;

/// <summary>A request as the site's service takes it: the site's template, with escaped values where its names stand.</summary>
public static partial class Envelope
{
    /// <summary>What may stand between two % in a template: fields of TRNS_CRSE_SCH, TRNS_CRSE_TERM and TRNS_CRSE_DTL, and KEY, our own.</summary>
    public static readonly IReadOnlyList<string> Names =
        ["EMPLID", "ACAD_CAREER", "INSTITUTION", "MODEL_NBR", "ARTICULATION_TERM", "SUBJECT", "CATALOG_NBR", "UNT_TRNSFR", "CRSE_GRADE_INPUT", "SRC_ORG_NAME", "DESCR", "BASIS", "POST_DT", "KEY"];

    internal static HttpContent Of(string template, IReadOnlyDictionary<string, string> values) =>
        new ByteArrayContent(Encoding.UTF8.GetBytes(Filled(template, values))) { Headers = { ContentType = new MediaTypeHeaderValue(IsJson(template) ? "application/json" : "application/xml", "utf-8") } };

    /// <param name="model">MODEL_NBR; null where it is not known yet.</param>
    /// <param name="key">KEY: that of the credit, also where it is taken back.</param>
    internal static Dictionary<string, string> Values(CreditPosting posting, string institution, string career, int? model, string key)
    {
        var (subject, number) = CourseCode.Split(posting);
        return new()
        {
            ["EMPLID"] = posting.StudentNumber,
            ["ACAD_CAREER"] = career,
            ["INSTITUTION"] = institution,
            ["MODEL_NBR"] = model?.ToString(CultureInfo.InvariantCulture) ?? "",
            ["ARTICULATION_TERM"] = posting.TermCode,
            ["SUBJECT"] = subject ?? "",
            ["CATALOG_NBR"] = number ?? "",
            ["UNT_TRNSFR"] = posting.Credits.ToString(CultureInfo.InvariantCulture),
            ["CRSE_GRADE_INPUT"] = posting.GradeCode ?? "",
            // Both have room for 30 characters.
            ["SRC_ORG_NAME"] = Words.Of(posting.SourceCode, most: 29),
            ["DESCR"] = Words.Of(posting.CredentialTitle, most: 29),
            ["BASIS"] = posting.Basis,
            ["POST_DT"] = posting.ApprovedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["KEY"] = key,
        };
    }

    /// <exception cref="InvalidOperationException">The template cannot be used; the message says why.</exception>
    internal static void Check(string setting, string template, IReadOnlyList<string> demanded)
    {
        var names = Name().Matches(template).Select(match => match.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        if (names.FirstOrDefault(name => !Names.Contains(name)) is { } unknown)
            throw new InvalidOperationException($"{setting} names %{unknown}%, which is not known; known are {string.Join(", ", Names)}.");
        if (demanded.FirstOrDefault(name => !names.Contains(name)) is { } missing)
            throw new InvalidOperationException($"{setting} does not name %{missing}%: without it a credit is not found again.");
        try
        {
            var sample = Filled(template, Names.ToDictionary(name => name, _ => "1"));
            if (IsJson(template))
                JsonDocument.Parse(sample).Dispose();
            else
                XDocument.Parse(sample);
        }
        catch (Exception broken) when (broken is XmlException or JsonException)
        {
            throw new InvalidOperationException($"{setting} is neither XML nor JSON: {Words.Of(broken.Message)}", broken);
        }
    }

    private static bool IsJson(string template) => template.TrimStart().StartsWith('{');

    /// <summary>In one pass: a value with a % in it is no name.</summary>
    private static string Filled(string template, IReadOnlyDictionary<string, string> values) =>
        Name().Replace(template, match => IsJson(template) ? JsonEncodedText.Encode(Words.Of(values[match.Groups[1].Value])).ToString() : SecurityElement.Escape(Words.Of(values[match.Groups[1].Value])));

    [GeneratedRegex("%([A-Z_]+)%")]
    private static partial Regex Name();
}
