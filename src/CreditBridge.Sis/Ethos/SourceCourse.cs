using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace CreditBridge.Sis.Ethos;

/// <summary>
/// The source course (<c>tsubjCode</c>, <c>tcrseNumb</c>, at most 10 characters each) that a posting is known by in Banner. There is no room for key K, and two things must hold: no two
/// postings of a learner share one, and Banner's own articulation rules (SHATATR), which are made for a source course, can be written once for all learners.
/// <list type="bullet">
/// <item>The subject is the source's code where it is short, such as <c>ACME</c>, else its first five letters and a digest of it.</item>
/// <item>Credit for a course is called by that course, <c>MATH 1431</c> as <c>MATH1431</c>: a learner holds a course once (<c>CourseEntitlement</c>), so the name is the posting's alone, and one rule
/// <c>ACME MATH1431 → MATH 1431</c> serves everybody.</item>
/// <item>Everything else (electives, which a learner may get several times, blocks, long codes) is called <c>X</c> and 45 bits of SHA-256 of K: never shared, and placed by Banner's staff.</item>
/// </list>
/// </summary>
internal sealed partial record SourceCourse(string Subject, string Number)
{
    private const string Base32 = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static SourceCourse Of(CreditPosting posting)
    {
        var source = posting.SourceCode.ToUpperInvariant();
        var subject = Short().IsMatch(source) ? source : string.Concat(source.Where(char.IsAsciiLetterOrDigit).Take(5)) + Digest(source, 5);
        var number = posting.Kind == "Course" && posting.CourseCode is { } code && Course().IsMatch(code) && code.Length <= 11 ? code.Replace(" ", "", StringComparison.Ordinal) : $"X{Digest(posting.Key, 9)}";
        return new(subject, number);
    }

    public override string ToString() => $"{Subject} {Number}";

    private static string Digest(string text, int signs) => string.Concat(SHA256.HashData(Encoding.UTF8.GetBytes(text)).Take(signs).Select(octet => Base32[octet & 31]));

    [GeneratedRegex(@"\A[A-Z0-9]{1,10}\z")]
    private static partial Regex Short();

    /// <summary>Letters, then a digit: without its space it can still be read one way only. X is left to digests.</summary>
    [GeneratedRegex(@"\A(?!X)[A-Z]{1,6} [0-9][0-9A-Z]{0,7}\z")]
    private static partial Regex Course();
}
