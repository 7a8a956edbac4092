using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using CreditBridge.Sis.Files;

namespace CreditBridge.Sis.Pesc;

/// <summary>
/// PESC College Transcript, one a learner. Elements stand in the order of the standard (v1.6.0). Key K is a note of its course: the standard's own
/// identifiers of a course are the catalogue's. No name of the learner is sent, only the student number: a loader that demands <c>Name</c> adds it from there.
/// </summary>
internal sealed class TranscriptFormat(PescOptions options) : IFileFormat
{
    internal const string Namespace = "urn:org:pesc:message:CollegeTranscript:v1.6.0";

    /// <summary>Before key K in a <c>NoteMessage</c>, which holds 80 characters.</summary>
    internal const string KeyNote = "CreditBridge:";

    private static readonly XmlReaderSettings Strict = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    public string Prefix => "transcript";

    public string Ending => ".xml";

    public bool TakesBack => false;

    public string? Refusal(CreditPosting posting) => posting switch
    {
        { Kind: "Block" } => $"A transcript has no place for one total for several courses ({Words.Of(posting.CourseCode)}): grant them course by course.",
        _ when BasisOf(posting) is null => $"Sis:Pesc:Bases has no code for basis '{Words.Of(posting.Basis, most: 60)}': add it there, then post again.",
        _ when LevelOf(posting) is null => $"Sis:Pesc:Levels has no code for level '{Words.Of(posting.Level, most: 60)}': add it there, then post again.",
        _ => null,
    };

    public IEnumerable<IReadOnlyList<CreditPosting>> Cut(IReadOnlyList<CreditPosting> postings) =>
        postings.GroupBy(posting => posting.StudentNumber, StringComparer.Ordinal).Select(learner => learner.ToList());

    public byte[] Write(string name, IReadOnlyList<CreditPosting> postings, DateTime at)
    {
        // A term's first month is not known here; the month of the approval stands for it, the term's code is the session's name.
        var sessions = postings.GroupBy(posting => (posting.TermCode, Month: posting.ApprovedOn.ToString("yyyy-MM", CultureInfo.InvariantCulture)));
        var transcript = new XElement(XName.Get("CollegeTranscript", Namespace), new XAttribute(XNamespace.Xmlns + "ct", Namespace),
            new XElement("TransmissionData",
                new XElement("DocumentID", Path.GetFileNameWithoutExtension(name)),
                new XElement("CreatedDateTime", XmlConvert.ToString(at, XmlDateTimeSerializationMode.Utc)),
                new XElement("DocumentTypeCode", "InstitutionRequest"),
                new XElement("TransmissionType", "Original"),
                new XElement("Source", Organization(options.Source)),
                new XElement("Destination", Organization(options.Destination))),
            new XElement("Student",
                new XElement("Person", new XElement("SchoolAssignedPersonID", Words.Of(postings[0].StudentNumber))),
                new XElement("AcademicRecord", sessions.Select(session => new XElement("AcademicSession",
                    new XElement("AcademicSessionDetail",
                        new XElement("SessionDesignator", session.Key.Month),
                        new XElement("SessionName", Words.Of(session.Key.TermCode))),
                    session.Select(Course))))));
        using var buffer = new MemoryStream();
        using (var writer = XmlWriter.Create(buffer, new XmlWriterSettings { Indent = true, Encoding = new System.Text.UTF8Encoding(false), NewLineChars = "\n" }))
            transcript.Save(writer);
        return buffer.ToArray();
    }

    public IEnumerable<SisEntry> Read(string path)
    {
        using var reader = XmlReader.Create(path, Strict);
        var root = XDocument.Load(reader).Root!;
        if (root.Name != XName.Get("CollegeTranscript", Namespace))
            throw new FormatException($"Its root is '{Words.Of(root.Name.LocalName, most: 60)}', not CollegeTranscript.");
        var student = Text(root.Element("Student")?.Element("Person"), "SchoolAssignedPersonID");
        // What is no course of ours may have come into it on the way: it is not asked for.
        return [.. root.Descendants("Course")
            .Select(course => (Key: course.Elements("NoteMessage").Select(note => note.Value.Trim()).FirstOrDefault(note => note.StartsWith(KeyNote, StringComparison.Ordinal))?[KeyNote.Length..], course))
            .Where(row => row.Key is { Length: > 0 })
            .Select(row => new SisEntry(row.Key!, "", student, decimal.Parse(Text(row.course, "CourseCreditEarned"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)))];
    }

    private string? BasisOf(CreditPosting posting) =>
        posting.Kind == "Exemption" ? "Exemption" : options.Bases.GetValueOrDefault(posting.SourceCode) ?? options.Bases.GetValueOrDefault(posting.Basis);

    private string? LevelOf(CreditPosting posting) => options.Levels.GetValueOrDefault(posting.Level);

    private XElement Course(CreditPosting posting)
    {
        var (basis, level) = (BasisOf(posting)!, LevelOf(posting)!);
        var (subject, number) = CourseCode.Split(posting);
        return new XElement("Course",
            new XElement("CourseCreditBasis", basis),
            new XElement("CourseCreditUnits", options.Units),
            new XElement("CourseCreditLevel", level),
            new XElement("CourseCreditValue", posting.Credits),
            new XElement("CourseCreditEarned", posting.Credits),
            Given("CourseAcademicGrade", posting.GradeCode),
            Given("CourseSubjectAbbreviation", subject),
            Given("CourseNumber", number),
            new XElement("CourseTitle", Words.Of(posting.CredentialTitle, most: 59)),
            new XElement("CourseOverrideSchool", new XElement("OrganizationName", Words.Of(posting.SourceCode, most: 59))),
            new XElement("NoteMessage", KeyNote + posting.Key),
            new XElement("NoteMessage", $"TS130 CRS01={PescCodes.Ts130Basis(basis, posting.Basis)} CRS02={PescCodes.CreditTypes[options.Units]} CRS08={PescCodes.CourseLevels[level]}"));
    }

    private static XElement Organization(PescParty party) =>
        new("Organization", party.Kind.Length > 0 ? new XElement(party.Kind, Words.Of(party.Code)) : null, new XElement("OrganizationName", Words.Of(party.Name, most: 59)));

    private static XElement? Given(string name, string? value) => string.IsNullOrWhiteSpace(value) ? null : new(name, Words.Of(value));

    private static string Text(XElement? parent, string name) => parent?.Element(name)?.Value.Trim() is { Length: > 0 } text ? text : throw new FormatException($"It has no {name}.");
}
