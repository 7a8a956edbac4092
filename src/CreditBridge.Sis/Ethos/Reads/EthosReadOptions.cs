namespace CreditBridge.Sis.Ethos.Reads;

/// <summary>What cannot be told from Ethos' resources alone (<c>Sis:Ethos:Reads</c>).</summary>
public sealed class EthosReadOptions
{
    /// <summary>Codes of <c>academic-levels</c> that are graduate ones.</summary>
    public string[] GraduateLevels { get; set; } = ["GR"];

    /// <summary>The first digit of a course number from which on a course is upper division.</summary>
    public int UpperFrom { get; set; } = 3;

    /// <summary>Credits that a programme takes, by the code of its academic level: <c>academic-programs</c> does not say. A programme that is known here keeps its own.</summary>
    public Dictionary<string, decimal> ProgramCredits { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Grades of <c>grade-definitions</c> that mean withdrawn, audited and incomplete; any other grade without earned credit is failed.</summary>
    public string[] WithdrawnGrades { get; set; } = ["W"];

    public string[] AuditedGrades { get; set; } = ["AU"];

    public string[] IncompleteGrades { get; set; } = ["I"];

    /// <summary>How a student number is called in <c>persons</c>: <c>bannerId</c>, or <c>colleaguePersonId</c>.</summary>
    public string StudentNumber { get; set; } = "bannerId";

    /// <exception cref="InvalidOperationException">With a sentence that says which setting to mend.</exception>
    public void Check()
    {
        Demand(UpperFrom is >= 1 and <= 9, "Sis:Ethos:Reads:UpperFrom must be a digit from 1 to 9.");
        Demand(ProgramCredits.Values.All(credits => credits is > 0 and <= 1000), "Sis:Ethos:Reads:ProgramCredits must be credits above 0, such as Sis:Ethos:Reads:ProgramCredits:UG = 120.");
        Demand(StudentNumber is "bannerId" or "colleaguePersonId", "Sis:Ethos:Reads:StudentNumber must be bannerId or colleaguePersonId.");
    }

    private static void Demand(bool holds, string sentence)
    {
        if (!holds)
            throw new InvalidOperationException(sentence);
    }
}
