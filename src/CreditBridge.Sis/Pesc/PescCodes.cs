namespace CreditBridge.Sis.Pesc;

/// <summary>
/// Our words beside the codes of the two transcript standards: PESC College Transcript (XML) and EDI X12 TS130, segment CRS. Sites with an EDI translator
/// read the second from a note of each course.
/// </summary>
internal static class PescCodes
{
    /// <summary>PESC <c>CourseCreditBasis</c>, as far as it says that something else than a course here earned the credit.</summary>
    public static readonly string[] CreditBases = ["AdvancedPlacement", "AdvancedStanding", "CreditByExam", "Equivalence", "Exemption", "InternationalBaccalaureate", "Military"];

    /// <summary>PESC credit basis by our basis, until a site's settings say otherwise.</summary>
    public static readonly Dictionary<string, string> Bases = new()
    {
        ["Exam"] = "CreditByExam",
        ["DepartmentalExam"] = "CreditByExam",
        ["Ace"] = "Equivalence",
        ["Nccrs"] = "Equivalence",
        ["Agreement"] = "Equivalence",
        ["FacultyReview"] = "AdvancedStanding",
        ["Portfolio"] = "AdvancedStanding",
        ["IndustryCertification"] = "AdvancedStanding",
        ["Microcredential"] = "AdvancedStanding",
    };

    /// <summary>CRS02 (element 1141) by PESC <c>CourseCreditUnits</c>.</summary>
    public static readonly Dictionary<string, string> CreditTypes = new() { ["Semester"] = "S", ["Quarter"] = "Q", ["ContinuingEducationUnits"] = "C" };

    /// <summary>CRS08 (element 1142) by PESC <c>CourseCreditLevel</c>.</summary>
    public static readonly Dictionary<string, string> CourseLevels = new() { ["LowerDivision"] = "L", ["UpperDivision"] = "H", ["Graduate"] = "G", ["Vocational"] = "14" };

    /// <summary>CRS01 (element 1147). P is ACE and what was PONSI, which is NCCRS today; Z (mutually defined) where the table has nothing closer.</summary>
    public static string Ts130Basis(string pesc, string basis) => pesc switch
    {
        "AdvancedPlacement" => "A",
        "CreditByExam" => "B",
        "InternationalBaccalaureate" => "I",
        "Military" => "M",
        "AdvancedStanding" => "E",
        "Equivalence" => basis.ToUpperInvariant() is "ACE" or "NCCRS" ? "P" : "T",
        _ => "Z",
    };
}
