using System.Globalization;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using CreditBridge.Sis.Wire;

namespace CreditBridge.Sis.PeopleSoft;

/// <summary>What the site's service answered: CODE, MESSAGE and, where models were asked for, each with its MODEL_NBR. XML or JSON, in whatever envelope.</summary>
internal sealed record Reply(ReplyMeaning Meaning, string Message, IReadOnlyList<Model> Models)
{
    private static readonly XmlReaderSettings Strict = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <param name="student">EMPLID that was asked for: another one in the answer is an error there.</param>
    /// <exception cref="SisException">It is no reply that can be understood.</exception>
    public static Reply Read(SisAnswer answer, PeopleSoftOptions options, string student)
    {
        var root = Root(answer);
        var code = Text(root, "CODE");
        if (code is null || !options.Replies.TryGetValue(code, out var meaning))
            throw new SisException($"PeopleSoft answers with CODE '{Words.Of(code, "nothing", 60)}', which Sis:PeopleSoft:Replies does not name ({(int)answer.Status}).");
        var models = root.DescendantsAndSelf().Where(element => element.Elements().Any(child => child.Name.LocalName == "MODEL_NBR")).Select(element => ModelOf(element, student)).ToList();
        if (models.GroupBy(model => model.Number).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new SisException($"PeopleSoft gives model {twice.Key} twice: what it holds is not known.");
        // What a service says may repeat what it was sent.
        var message = Text(root, "MESSAGE")?.Replace(options.Password, "…", StringComparison.Ordinal).Replace(options.Basic, "…", StringComparison.Ordinal);
        return new(meaning, Words.Of(message, "no reason given"), models);
    }

    private static XElement Root(SisAnswer answer)
    {
        if (answer.Media.EndsWith("json", StringComparison.OrdinalIgnoreCase))
        {
            using var json = answer.Json();
            return new("REPLY", Elements(json.RootElement));
        }

        if (!answer.Media.EndsWith("xml", StringComparison.OrdinalIgnoreCase))
            throw answer.Unreadable("XML or JSON");
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(answer.Body), Strict);
            return XDocument.Load(reader).Root!;
        }
        catch (XmlException broken)
        {
            throw new SisException("PeopleSoft sent an answer that ends in the middle or is not XML.", broken);
        }
    }

    /// <summary>JSON as the same tree: a list is its name again and again. Its depth was bounded when it was read.</summary>
    private static IEnumerable<object> Elements(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(property => property.Value.ValueKind == JsonValueKind.Array
            ? property.Value.EnumerateArray().Select(item => new XElement(XmlConvert.EncodeLocalName(property.Name), Elements(item)))
            : [new XElement(XmlConvert.EncodeLocalName(property.Name), Elements(property.Value))]),
        JsonValueKind.Array => json.EnumerateArray().Select(item => new XElement("ITEM", Elements(item))),
        JsonValueKind.String => [Half(json)],
        JsonValueKind.Number => [json.GetRawText()],
        _ => [],
    };

    private static string Half(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException broken)
        {
            throw new SisException("PeopleSoft sent a text that ends in half a character.", broken);
        }
    }

    private static Model ModelOf(XElement element, string student)
    {
        if (Text(element, "EMPLID") != student)
            throw new SisException("PeopleSoft answers with a model of another EMPLID than was asked for.");
        if (!int.TryParse(Text(element, "MODEL_NBR"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 999)
            throw Unreadable("MODEL_NBR");
        if (Text(element, "MODEL_STATUS") is not ("C" or "M" or "P" or "U") || Text(element, "MODEL_STATUS") is not { } status)
            throw Unreadable("MODEL_STATUS");
        if (!decimal.TryParse(Text(element, "UNT_TRNSFR"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var units))
            throw Unreadable("UNT_TRNSFR");
        return new(number, status[0], units, Text(element, "KEY") ?? "");
    }

    private static SisException Unreadable(string field) => new($"PeopleSoft answers with a model without a readable {field}.");

    private static string? Text(XElement within, string name) => within.Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value.Trim() is { Length: > 0 } text ? text : null;
}
