using System.Xml;
using System.Xml.Linq;

namespace CreditBridge.OpenBadges;

/// <summary>
/// The credential baked into an SVG: <c>openbadges:credential</c> (Open Badges 3.0, 'Baked Badge', SVG) or <c>openbadges:assertion</c> (2.0), with the token in its <c>verify</c>
/// attribute or the JSON as its text.
/// </summary>
internal static class SvgCredential
{
    public static readonly XNamespace Version3 = "https://purl.imsglobal.org/ob/v3p0";
    public static readonly XNamespace Version2 = "http://openbadges.org";

    /// <exception cref="FormatException">It is no SVG, or no credential is in it.</exception>
    public static string Read(string svg)
    {
        try
        {
            // The document type of old drawing programs is skipped: no entity is read and nothing is fetched.
            using var reader = XmlReader.Create(new StringReader(svg), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, MaxCharactersInDocument = CredentialFile.MostBytes });
            var root = XDocument.Load(reader).Root!;
            if (root.Name.LocalName != "svg")
                throw new FormatException("The file is XML, but no SVG picture.");
            var found = root.Descendants(Version3 + "credential").Concat(root.Descendants(Version2 + "assertion")).ToList();
            if (found.Count > 1)
                throw new FormatException("The SVG picture has more than one credential in it.");
            // Where both stand there the JSON is only a copy for reading of what the token signs.
            return found.Count == 1 && (found[0].Attribute("verify")?.Value.Trim() is { Length: > 0 } verify ? verify : found[0].Value.Trim()) is { Length: > 0 } text
                ? text
                : throw new FormatException("The SVG picture has no credential in it.");
        }
        catch (XmlException problem)
        {
            throw new FormatException("The file begins like an SVG picture but is not well formed.", problem);
        }
    }
}
