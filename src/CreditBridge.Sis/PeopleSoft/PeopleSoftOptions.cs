using System.Text;
using CreditBridge.Sis.Wire;

namespace CreditBridge.Sis.PeopleSoft;

/// <summary>
/// Settings of the PeopleSoft Campus Solutions adapter (<c>Sis:PeopleSoft</c>). No transfer credit service is delivered with it: a site publishes three
/// operations on its Integration Broker, and says here where they are and what they take. They must keep <c>KEY</c> with the model, and refuse a MODEL_NBR
/// that the student has already.
/// </summary>
public sealed class PeopleSoftOptions
{
    private const string Head = "<EMPLID>%EMPLID%</EMPLID><ACAD_CAREER>%ACAD_CAREER%</ACAD_CAREER><INSTITUTION>%INSTITUTION%</INSTITUTION>";

    /// <summary>Of the listening connector, such as <c>https://cs.example.edu/PSIGW/RESTListeningConnector/PSFT_CS</c>.</summary>
    public string Address { get; set; } = "";

    public string PostPath { get; set; } = "CREDIT_POST.v1";

    public string FindPath { get; set; } = "CREDIT_FIND.v1";

    public string UnpostPath { get; set; } = "CREDIT_UNPOST.v1";

    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    internal string Basic => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}"));

    /// <summary>INSTITUTION, at most five characters.</summary>
    public string Institution { get; set; } = "";

    /// <summary>ACAD_CAREER by course level.</summary>
    public Dictionary<string, string> Careers { get; } = new(StringComparer.OrdinalIgnoreCase) { ["Lower"] = "UGRD", ["Upper"] = "UGRD", ["Graduate"] = "GRAD" };

    /// <summary>The first MODEL_NBR that is ours: staff number theirs from 1.</summary>
    public int FirstModel { get; set; } = 500;

    /// <summary>The last; MODEL_NBR has three digits.</summary>
    public int LastModel { get; set; } = 999;

    /// <summary>XML or JSON with names such as %EMPLID% where values are to stand: <see cref="Envelope.Names"/>.</summary>
    public string PostEnvelope { get; set; } =
        $"<CREDIT_POST>{Head}<MODEL_NBR>%MODEL_NBR%</MODEL_NBR><ARTICULATION_TERM>%ARTICULATION_TERM%</ARTICULATION_TERM><MODEL_STATUS>P</MODEL_STATUS>"
        + "<TRNSFR_EQVLNCY><SUBJECT>%SUBJECT%</SUBJECT><CATALOG_NBR>%CATALOG_NBR%</CATALOG_NBR><UNT_TRNSFR>%UNT_TRNSFR%</UNT_TRNSFR><CRSE_GRADE_INPUT>%CRSE_GRADE_INPUT%</CRSE_GRADE_INPUT></TRNSFR_EQVLNCY>"
        + "<SRC_ORG_NAME>%SRC_ORG_NAME%</SRC_ORG_NAME><DESCR>%DESCR%</DESCR><BASIS>%BASIS%</BASIS><POST_DT>%POST_DT%</POST_DT><KEY>%KEY%</KEY></CREDIT_POST>";

    public string FindEnvelope { get; set; } = $"<CREDIT_FIND>{Head}</CREDIT_FIND>";

    public string UnpostEnvelope { get; set; } = $"<CREDIT_UNPOST>{Head}<MODEL_NBR>%MODEL_NBR%</MODEL_NBR><MODEL_STATUS>U</MODEL_STATUS><KEY>%KEY%</KEY></CREDIT_UNPOST>";

    /// <summary>What the codes in CODE mean.</summary>
    public Dictionary<string, ReplyMeaning> Replies { get; } = new(StringComparer.OrdinalIgnoreCase)
    {
        ["SUCCESS"] = ReplyMeaning.Done,
        ["WARNING"] = ReplyMeaning.DoneWithWarning,
        ["CHECK"] = ReplyMeaning.Taken,
        ["ERROR"] = ReplyMeaning.Refused,
    };

    /// <exception cref="InvalidOperationException">They are not complete; the message says what to write.</exception>
    public void Check()
    {
        SisAddress.Check("Sis:PeopleSoft:Address", Address);
        SisAddress.Demand("Sis:PeopleSoft:User", User, "the user of the web services");
        SisAddress.Demand("Sis:PeopleSoft:Password", Password, "its password");
        foreach (var (setting, path) in new[] { ("PostPath", PostPath), ("FindPath", FindPath), ("UnpostPath", UnpostPath) })
        {
            if (path.Trim('/').Length == 0 || path.Contains("..", StringComparison.Ordinal) || !Uri.TryCreate(path.TrimStart('/'), UriKind.Relative, out _))
                throw new InvalidOperationException($"Sis:PeopleSoft:{setting} must be a path below Sis:PeopleSoft:Address.");
        }

        if (Institution.Length is 0 or > 5)
            throw new InvalidOperationException("Sis:PeopleSoft:Institution must be the INSTITUTION of Campus Solutions, 1 to 5 characters.");
        foreach (var (level, career) in Careers)
        {
            if (career.Length is 0 or > 4)
                throw new InvalidOperationException($"Sis:PeopleSoft:Careers:{level} must be an ACAD_CAREER, 1 to 4 characters.");
        }

        if (FirstModel < 1 || LastModel > 999 || LastModel - FirstModel < 99)
            throw new InvalidOperationException("Sis:PeopleSoft:FirstModel and LastModel must span at least 100 numbers from 1 to 999.");
        Envelope.Check("Sis:PeopleSoft:PostEnvelope", PostEnvelope, ["EMPLID", "ACAD_CAREER", "INSTITUTION", "MODEL_NBR", "ARTICULATION_TERM", "UNT_TRNSFR", "KEY"]);
        Envelope.Check("Sis:PeopleSoft:FindEnvelope", FindEnvelope, ["EMPLID", "ACAD_CAREER", "INSTITUTION"]);
        Envelope.Check("Sis:PeopleSoft:UnpostEnvelope", UnpostEnvelope, ["EMPLID", "ACAD_CAREER", "INSTITUTION", "MODEL_NBR"]);
        if (!Replies.ContainsValue(ReplyMeaning.Done) || !Replies.ContainsValue(ReplyMeaning.Refused))
            throw new InvalidOperationException("Sis:PeopleSoft:Replies must name a code for Done and one for Refused.");
    }
}
