using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;

namespace CreditBridge.Simulators;

/// <summary>
/// PeopleSoft Campus Solutions with three operations that a site published on its Integration Broker: XML or JSON in, the same out. It refuses a model number
/// that the student has, and an EMPLID that begins with X, which it does not know.
/// </summary>
internal static class PeopleSoft
{
    public static void Map(RouteGroupBuilder api, Source source)
    {
        api.MapPost("/PSIGW/RESTListeningConnector/PSFT_CS/{operation}", async (HttpRequest request, HttpResponse response, string operation) =>
        {
            if (request.Basic() != (source.ClientId, source.Secret))
            {
                response.StatusCode = 401;
                return;
            }

            using var reader = new StreamReader(request.Body);
            var body = await reader.ReadToEndAsync();
            var fields = Fields(body);
            (string Code, string Message, IReadOnlyList<HeldCredit> Models) reply = operation switch
            {
                "CREDIT_POST.v1" => Post(source, fields),
                "CREDIT_FIND.v1" => Find(source, fields),
                "CREDIT_UNPOST.v1" => Unpost(source, fields),
                _ => ("ERROR", "No such operation.", []),
            };
            // The broker delivers at least once: the second delivery's reply is the one that comes back.
            if (operation == "CREDIT_POST.v1" && source.Strike(fault => fault.Kind == FaultNames.TakenTwice) is not null)
                reply = Post(source, fields);
            // Written without a length: a fault may spoil it.
            response.StatusCode = reply.Message.EndsWith("not found.", StringComparison.Ordinal) ? 400 : 200;
            var asJson = body.TrimStart().StartsWith('{');
            response.ContentType = asJson ? "application/json" : "application/xml";
            await response.WriteAsync(asJson ? Json(reply) : Xml(reply));
        });
    }

    private static (string Code, string Message, IReadOnlyList<HeldCredit> Models) Post(Source source, Dictionary<string, string> fields)
    {
        var credit = new HeldCredit(fields["MODEL_NBR"], fields["KEY"], fields["EMPLID"], fields["ACAD_CAREER"], fields["ARTICULATION_TERM"],
            $"{fields["SUBJECT"]} {fields["CATALOG_NBR"]}".Trim(), decimal.Parse(fields["UNT_TRNSFR"], CultureInfo.InvariantCulture));
        if (credit.StudentNumber.StartsWith('X'))
            return ("ERROR", $"EMPLID {credit.StudentNumber} not found.", []);
        if (source.Strike(fault => fault.Kind == FaultNames.NumberTaken) is not null)
            source.Ledger.TryAdd(credit with { Reference = "another", Course = "" }, _ => false);
        var code = source.Strike(fault => fault.Kind == FaultNames.Reply)?.Value ?? "SUCCESS";
        if (code == "ERROR")
            return (code, "Term not open.", []);
        return source.Ledger.TryAdd(credit with { Status = code == "CHECK" ? 'M' : 'P' }, one => one.StudentNumber == credit.StudentNumber && one.Career == credit.Career && one.Id == credit.Id)
            ? (code, code == "SUCCESS" ? "" : "Units exceed the limit for this career.", [])
            : ("ERROR", "Data being added conflicts with existing data.", []);
    }

    private static (string, string, IReadOnlyList<HeldCredit>) Find(Source source, Dictionary<string, string> fields) =>
        ("SUCCESS", "", [.. source.Ledger.Held.Where(one => one.StudentNumber == fields["EMPLID"] && one.Career == fields["ACAD_CAREER"])]);

    private static (string, string, IReadOnlyList<HeldCredit>) Unpost(Source source, Dictionary<string, string> fields) =>
        source.Ledger.TryChange(one => one.StudentNumber == fields["EMPLID"] && one.Career == fields["ACAD_CAREER"] && one.Id == fields["MODEL_NBR"], one => one with { Status = 'U' })
            ? ("SUCCESS", "", []) : ("ERROR", "No such model.", []);

    private static Dictionary<string, string> Fields(string body) => body.TrimStart().StartsWith('{')
        ? JsonSerializer.Deserialize<Dictionary<string, string>>(body)!
        : XDocument.Parse(body).Descendants().Where(element => !element.HasElements).ToDictionary(element => element.Name.LocalName, element => element.Value);

    private static string Json((string Code, string Message, IReadOnlyList<HeldCredit> Models) reply) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        ["CODE"] = reply.Code,
        ["MESSAGE"] = reply.Message,
        ["MODEL"] = reply.Models.Select(model => Row(model).ToDictionary(pair => pair.Name, pair => pair.Value)),
    });

    private static string Xml((string Code, string Message, IReadOnlyList<HeldCredit> Models) reply) =>
        new XElement("REPLY", new XElement("CODE", reply.Code), new XElement("MESSAGE", reply.Message),
            reply.Models.Select(model => new XElement("MODEL", Row(model).Select(pair => new XElement(pair.Name, pair.Value))))).ToString();

    private static (string Name, string Value)[] Row(HeldCredit model) =>
    [
        ("EMPLID", model.StudentNumber), ("ACAD_CAREER", model.Career), ("MODEL_NBR", model.Id), ("ARTICULATION_TERM", model.Term),
        ("MODEL_STATUS", model.Status.ToString()), ("UNT_TRNSFR", model.Credits.ToString(CultureInfo.InvariantCulture)), ("KEY", model.Reference),
    ];
}
