namespace CreditBridge.Web.Pages.Rules.Editing;

/// <summary>What the editor's choices offer, in the words of the rule's JSON and of people.</summary>
internal static class EditorChoices
{
    public static readonly (string, string)[] Groups = [("allOf", "All of these"), ("anyOf", "Any one of these"), ("atLeast", "At least…")];

    public static readonly (string, string)[] Results = [("", "Not asked"), ("percent", "Percent"), ("points", "Points"), ("letter", "Letter grade"), ("pass", "Passed"), ("levels", "Named levels, in order")];

    public static readonly (string, string)[] Expiries =
        [("validOnGoverningDate", "Valid on the day that counts"), ("whenEarned", "Valid when earned"), ("ignore", "Expiry does not matter")];

    public static readonly (string, string)[] Assurances = [("", "Not asked"), ("learnerSupplied", "Supplied by the learner"), ("partnerAsserted", "Stated by the partner"), ("verified", "Verified by its signature")];

    public static readonly (string, string)[] Levels = [("lower", "Lower"), ("upper", "Upper"), ("graduate", "Graduate")];

    public static readonly (string, string)[] AnyLevel = [("", "Any"), .. Levels];

    public static readonly (string, string)[] NoLevel = [("", "Not stated"), .. Levels];

    public static readonly (string, string)[] Once = [("perRule", "Once in all"), ("perCredential", "Once for each credential that fits")];

    public static readonly (string, string)[] Governing = [("requested", "The day credit is asked for"), ("earned", "The day it was earned"), ("entryTerm", "The entry term"), ("decided", "The day of the decision")];

    public static readonly (string, string)[] Bases =
    [
        ("facultyReview", "Faculty review"), ("ace", "ACE recommendation"), ("nccrs", "NCCRS recommendation"), ("exam", "Exam"), ("departmentalExam", "Departmental exam"),
        ("portfolio", "Portfolio"), ("industryCertification", "Industry certification"), ("agreement", "Agreement"), ("microcredential", "Micro-credential"),
    ];

    public static readonly (string, string)[] Standings =
        [("applicant", "Applicant"), ("admitted", "Admitted"), ("enrolled", "Enrolled"), ("nonDegree", "Non-degree"), ("former", "Former"), ("graduated", "Graduated")];

    public static readonly (string, string)[] Lines = [("course", "course credit"), ("elective", "elective credit"), ("choice", "choice of lines"), ("block", "block of courses"), ("exemption", "exemption"), ("noCredit", "‘no credit’")];

    public static readonly (string, string)[] Options = [("course", "course credit"), ("elective", "elective credit"), ("block", "block of courses")];
}
