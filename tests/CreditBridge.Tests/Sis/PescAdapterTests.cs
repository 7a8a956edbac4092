using System.Xml.Linq;
using CreditBridge.Sis;
using CreditBridge.Sis.Files;
using CreditBridge.Sis.Pesc;
using Microsoft.Extensions.Time.Testing;

namespace CreditBridge.Tests.Sis;

[TestClass]
public sealed class PescAdapterTests
{
    private readonly string _folder = Directory.CreateTempSubdirectory("creditbridge-transcripts-").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 24, 8, 0, 0, TimeSpan.Zero));

    private DateTime Later => _time.GetUtcNow().UtcDateTime.AddSeconds(10);

    private string[] Transcripts => Directory.GetFiles(_folder, "*.xml", SearchOption.AllDirectories);

    [TestCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public async Task Post_TwoLearners_PutsATranscriptALearnerAndFindsThemAgain()
    {
        CreditPosting[] postings = [Postings.Of("k1"), Postings.Of("k2", "S2", 1.5m), Postings.Of("k3")];
        var results = await Adapter().PostAsync(postings, Later, default);
        Assert.IsTrue(results.All(result => result is PostingResult.Posted));
        Assert.HasCount(2, Transcripts);
        var found = await Adapter().FindAsync([.. postings, Postings.Of("k4")], default);
        Assert.HasCount(3, found);
        Assert.AreEqual(("S2", 1.5m), (found["k2"].StudentNumber, found["k2"].Credits));
        Assert.AreEqual(((PostingResult.Posted)results[0]).Reference, found["k3"].Reference);
        CollectionAssert.AreEquivalent(new[] { "k1", "k2", "k3" }, (await Adapter().ReadPostedAsync()).ConvertAll(entry => entry.Key));
    }

    [TestMethod]
    public async Task Post_Twice_WritesOnce()
    {
        await Adapter().PostAsync(Postings.Of("k1"), Later);
        Assert.IsInstanceOfType<PostingResult.AlreadyPosted>(await Adapter().PostAsync(Postings.Of("k1"), Later));
        var results = await Adapter().PostAsync([Postings.Of("k1"), Postings.Of("k2"), Postings.Of("k2")], Later, default);
        Assert.IsInstanceOfType<PostingResult.AlreadyPosted>(results[0]);
        Assert.AreEqual(2, Transcripts.Sum(path => XDocument.Load(path).Descendants("Course").Count()));
    }

    [TestMethod]
    public async Task Post_PastTheTimeToSend_LeavesNothing()
    {
        Assert.IsInstanceOfType<PostingResult.NotSent>(await Adapter().PostAsync(Postings.Of("k1"), _time.GetUtcNow().UtcDateTime));
        Assert.IsEmpty(Transcripts);
        Assert.IsNull(await Adapter().FindAsync(Postings.Of("k1")));
    }

    [TestMethod]
    public async Task Post_FolderThatCannotBeMade_SaysThatNothingLeft()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");
        Assert.IsInstanceOfType<PostingResult.NotSent>(await Adapter(options => options.Folder = Path.Combine(file, "below")).PostAsync(Postings.Of("k1"), Later));
    }

    [TestMethod]
    [DataRow("Basis", "Hearsay", "Sis:Pesc:Bases has no code for basis 'Hearsay'")]
    [DataRow("Level", "Doctoral", "Sis:Pesc:Levels has no code for level 'Doctoral'")]
    [DataRow("Kind", "Block", "grant them course by course")]
    public async Task Post_WhatHasNoPlaceInATranscript_IsRejectedBeforeAnythingIsWritten(string what, string value, string says)
    {
        var posting = Postings.Of("k1");
        posting = what switch
        {
            "Basis" => posting with { Basis = value },
            "Level" => posting with { Level = value },
            _ => posting with { Kind = value },
        };
        var results = await Adapter().PostAsync([posting, Postings.Of("k2")], Later, default);
        Assert.Contains(says, ((PostingResult.Rejected)results[0]).Reason);
        Assert.IsInstanceOfType<PostingResult.Posted>(results[1]);
        Assert.IsNull(await Adapter().FindAsync(posting));
    }

    [TestMethod]
    public async Task Post_Reversal_LeavesNothingForItGoesByHand()
    {
        Assert.Contains("by hand", ((PostingResult.NotSent)await Adapter().PostAsync(Postings.TakingBack(Postings.Of("k1"), "r"), Later)).Reason);
        Assert.IsFalse(Adapter().Capabilities.CanReverse);
        Assert.IsEmpty(Transcripts);
    }

    [TestMethod]
    public async Task Post_BasisOfAThousandCharacters_IsRejectedInBoundedWords() =>
        Assert.IsLessThan(400, ((PostingResult.Rejected)await Adapter().PostAsync(Postings.Of("k1") with { Basis = new string('x', 1000) }, Later)).Reason.Length);

    [TestMethod]
    public async Task Write_EveryKindOfCredit_StandsInTheOrderAndTheCodesOfTheStandard_CheckedByStructureNotByItsSchema()
    {
        CreditPosting[] postings =
        [
            Postings.Of("k1"),
            Postings.Of("k2") with { Kind = "Exemption", Credits = 0, Level = "Upper", GradeCode = null },
            Postings.Of("k3") with { Kind = "Elective", CourseCode = null, ElectiveSubject = "HIST", Level = "Graduate", Basis = "Nccrs", CredentialTitle = new string('t', 300) },
            Postings.Of("k4") with { TermCode = "2027SP", Basis = "Portfolio", CredentialTitle = "A \u0001 & <b> \ud83d title" },
        ];
        await Adapter().PostAsync(postings, Later, default);
        var root = XDocument.Load(Transcripts.Single()).Root!;
        Assert.AreEqual(XName.Get("CollegeTranscript", "urn:org:pesc:message:CollegeTranscript:v1.6.0"), root.Name);
        InOrder(root, "TransmissionData", "Student");
        InOrder(root.Element("TransmissionData")!, "DocumentID", "CreatedDateTime", "DocumentTypeCode", "TransmissionType", "Source", "Destination");
        Assert.AreEqual("2026-11-24T08:00:00Z", root.Element("TransmissionData")!.Element("CreatedDateTime")!.Value);
        InOrder(root.Element("TransmissionData")!.Element("Source")!.Element("Organization")!, "FICE", "OrganizationName");
        var student = root.Element("Student")!;
        InOrder(student, "Person", "AcademicRecord");
        Assert.AreEqual("S1", student.Element("Person")!.Element("SchoolAssignedPersonID")!.Value);
        var sessions = student.Element("AcademicRecord")!.Elements("AcademicSession").ToList();
        Assert.HasCount(2, sessions);
        InOrder(sessions[0].Element("AcademicSessionDetail")!, "SessionDesignator", "SessionName");
        Assert.AreEqual(("2026-11", "2027SP"), (sessions[0].Element("AcademicSessionDetail")!.Element("SessionDesignator")!.Value, sessions[1].Element("AcademicSessionDetail")!.Element("SessionName")!.Value));

        var courses = root.Descendants("Course").ToList();
        foreach (var course in courses)
        {
            InOrder(course, "CourseCreditBasis", "CourseCreditUnits", "CourseCreditLevel", "CourseCreditValue", "CourseCreditEarned", "CourseAcademicGrade", "CourseSubjectAbbreviation", "CourseNumber",
                "CourseTitle", "CourseOverrideSchool", "NoteMessage");
            foreach (var demanded in new[] { "CourseCreditBasis", "CourseCreditUnits", "CourseCreditLevel", "CourseCreditEarned", "CourseTitle" })
                Assert.IsGreaterThan(0, course.Element(demanded)!.Value.Length, demanded);
            Assert.IsTrue(course.Elements("NoteMessage").All(note => note.Value.Length <= 80));
            Assert.IsLessThanOrEqualTo(60, course.Element("CourseTitle")!.Value.Length);
        }

        CollectionAssert.AreEqual(new[] { "CreditByExam", "Exemption", "Equivalence", "AdvancedStanding" }, Values("CourseCreditBasis"));
        CollectionAssert.AreEqual(new[] { "LowerDivision", "UpperDivision", "Graduate", "LowerDivision" }, Values("CourseCreditLevel"));
        CollectionAssert.AreEqual(new[] { "Semester", "Semester", "Semester", "Semester" }, Values("CourseCreditUnits"));
        CollectionAssert.AreEqual(new[] { "3", "0", "3", "3" }, Values("CourseCreditEarned"));
        CollectionAssert.AreEqual(new[] { "MATH", "MATH", "HIST", "MATH" }, Values("CourseSubjectAbbreviation"));
        CollectionAssert.AreEqual(new[] { "1431", "1431", "1431" }, Values("CourseNumber"));
        CollectionAssert.AreEqual(new[] { "TS130 CRS01=B CRS02=S CRS08=L", "TS130 CRS01=Z CRS02=S CRS08=H", "TS130 CRS01=P CRS02=S CRS08=G", "TS130 CRS01=E CRS02=S CRS08=L" },
            courses.ConvertAll(course => course.Elements("NoteMessage").Last().Value));

        string[] Values(string name) => [.. courses.SelectMany(course => course.Elements(name)).Select(element => element.Value)];
    }

    [TestMethod]
    public async Task Write_KeyOfFullLength_FitsIntoANoteAndIsFoundAgain()
    {
        var posting = Postings.Of(new string('f', 64));
        await Adapter().PostAsync(posting, Later);
        Assert.AreEqual(3m, (await Adapter().FindAsync(posting))!.Credits);
        Assert.IsLessThanOrEqualTo(80, XDocument.Load(Transcripts.Single()).Descendants("NoteMessage").Max(note => note.Value.Length));
    }

    [TestMethod]
    public async Task Post_SourceWithABasisOfItsOwn_TakesIt()
    {
        var adapter = Adapter(options => (options.Bases["college-board-ap"], options.Units) = ("AdvancedPlacement", "Quarter"));
        await adapter.PostAsync(Postings.Of("k1") with { SourceCode = "College-Board-AP" }, Later);
        var course = XDocument.Load(Transcripts.Single()).Descendants("Course").Single();
        Assert.AreEqual(("AdvancedPlacement", "TS130 CRS01=A CRS02=Q CRS08=L"), (course.Element("CourseCreditBasis")!.Value, course.Elements("NoteMessage").Last().Value));
    }

    [TestMethod]
    public async Task Find_WithAcknowledgements_AnswersByKeyAndByWholeTranscript()
    {
        void Acknowledged(PescOptions options) => options.Acknowledgement = Acknowledgement.File;
        CreditPosting[] postings = [Postings.Of("k1"), Postings.Of("k2"), Postings.Of("k3", "S2"), Postings.Of("k4", "S3"), Postings.Of("k5", "S4")];
        Assert.IsTrue((await Adapter(Acknowledged).PostAsync(postings, Later, default)).All(result => result is PostingResult.Sent));
        string NameOf(string key) => Path.GetFileNameWithoutExtension(Transcripts.Single(path => File.ReadAllText(path).Contains($":{key}<", StringComparison.Ordinal)));
        File.WriteAllText(Path.Combine(_folder, NameOf("k1") + ".ack.csv"),
            $"Key,Status,Reason\nk1,accepted,\nk2,rejected,\"No such\nterm {new string('x', 1000)}\"\n{NameOf("k3")},accepted,\nk4,received,\n");
        var found = await Adapter(Acknowledged).FindAsync(postings, default);
        Assert.AreEqual((null, false), (found["k1"].Rejection, found["k1"].IsAwaited));
        Assert.StartsWith("No such term", found["k2"].Rejection!);
        Assert.IsLessThan(400, found["k2"].Rejection!.Length);
        Assert.AreEqual((null, false), (found["k3"].Rejection, found["k3"].IsAwaited));
        Assert.IsTrue(found["k4"].IsAwaited, "'received' is no answer.");
        Assert.IsTrue(found["k5"].IsAwaited);
        CollectionAssert.AreEquivalent(new[] { "k1", "k3" }, (await Adapter(Acknowledged).ReadPostedAsync()).ConvertAll(entry => entry.Key));
    }

    [TestMethod]
    [DataRow("<!DOCTYPE a [<!ENTITY e \"x\">]><CollegeTranscript>&e;</CollegeTranscript>")]
    [DataRow("<html/>")]
    [DataRow("<ct:CollegeTranscript xmlns:ct=\"urn:org:pesc:message:CollegeTranscript:v1.6.0\"><Student/></ct:CollegeTranscript>")]
    [DataRow("<ct:CollegeTranscript xmlns:ct=\"urn:org:pesc:message:Coll")]
    [DataRow("")]
    public async Task Find_FileThatIsNoTranscriptOfOurs_SendsNothingUntilSomebodyLooked(string content)
    {
        File.WriteAllText(Path.Combine(_folder, "transcript-1.xml"), content);
        Assert.Contains("move it away, or mend it", (await Assert.ThrowsAsync<IOException>(() => Adapter().FindAsync(Postings.Of("k1")))).Message);
        await Assert.ThrowsAsync<IOException>(() => Adapter().PostAsync(Postings.Of("k1"), Later));
        Assert.HasCount(1, Transcripts);
    }

    private static void InOrder(XElement parent, params string[] order)
    {
        var places = parent.Elements().Select(child => Array.IndexOf(order, child.Name.ToString())).ToList();
        Assert.IsTrue(places.TrueForAll(place => place >= 0), $"{parent.Name} has an element that the standard does not have there: {string.Join(", ", parent.Elements().Select(child => child.Name))}");
        CollectionAssert.AreEqual(places.Order().ToList(), places, $"The elements of {parent.Name} are out of order.");
    }

    private PescAdapter Adapter(Action<PescOptions>? configure = null)
    {
        var options = new PescOptions { Folder = _folder, Source = new() { Name = "CreditBridge University", Kind = "FICE", Code = "001234" }, Destination = new() { Name = "CreditBridge University" } };
        configure?.Invoke(options);
        options.Check();
        return new(options, _time);
    }
}
