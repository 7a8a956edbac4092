using System.Xml;
using System.Xml.Linq;

namespace CreditBridge.OpenBadges;

/// <summary>Puts a credential into an SVG picture: <c>openbadges:credential</c> (Open Badges 3.0, 'Baked Badge', SVG).</summary>
public static class BakedSvg
{
    /// <param name="credential">Signed: JSON with its proof, or a compact JWS. One that was baked in before is replaced.</param>
    /// <exception cref="FormatException">It is no SVG picture.</exception>
    public static string Bake(string svg, string credential)
    {
        XDocument document;
        try
        {
            using var reader = XmlReader.Create(new StringReader(svg), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            document = XDocument.Load(reader, LoadOptions.PreserveWhitespace);
        }
        catch (XmlException problem)
        {
            throw new FormatException("It is no SVG picture.", problem);
        }

        var root = document.Root!;
        if (root.Name.LocalName != "svg")
            throw new FormatException("It is XML, but no SVG picture.");
        root.Descendants(SvgCredential.Version3 + "credential").Concat(root.Descendants(SvgCredential.Version2 + "assertion")).ToList().ForEach(earlier => earlier.Remove());
        root.SetAttributeValue(XNamespace.Xmlns + "openbadges", SvgCredential.Version3.NamespaceName);
        root.AddFirst(new XElement(SvgCredential.Version3 + "credential", CompactJws.Looks(credential) ? new XAttribute("verify", credential) : new XCData(credential)));
        return document.ToString(SaveOptions.DisableFormatting);
    }
}
