using CreditBridge.Sis.Ethos.Reads;

namespace CreditBridge.Sis.Ethos;

/// <summary>Settings of the Ethos adapter (<c>Sis:Ethos</c>).</summary>
public sealed class EthosOptions
{
    /// <summary>The region's address, such as <c>https://integrate.elluciancloud.com</c> (also .ca, .ie, .com.au).</summary>
    public string Address { get; set; } = "";

    /// <summary>The API key of the application in Ethos Integration. Secret.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>The code that credit from us has as a source institution in Banner (<c>keyblocSbgiCode</c>, STVSBGI). It should be this program's alone.</summary>
    public string Institution { get; set; } = "";

    /// <summary><c>keyblocProgram</c>; empty: not sent.</summary>
    public string Program { get; set; } = "";

    /// <summary><c>jgroup</c>; empty: not sent.</summary>
    public string JudgementGroup { get; set; } = "";

    /// <summary><c>tramSeq</c>: the attendance period at that institution which the credit belongs to.</summary>
    public int AttendanceSequence { get; set; } = 1;

    /// <summary>Our course level (<c>Lower</c>, <c>Upper</c>, <c>Graduate</c>) to <c>levlCode</c>.</summary>
    public Dictionary<string, string> Levels { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Was here once: grade codes are written on the page 'Codes' now. Refused where it is set, because it would be ignored.</summary>
    public Dictionary<string, string> Grades { get; } = [];

    /// <summary>Media type of <c>transfer-articulation-evaluation</c>, where the site publishes versions of it.</summary>
    public string MediaType { get; set; } = "application/json";

    /// <summary>
    /// How our institution is called in <c>student-course-transfers</c> (<c>transferredFrom.id</c>, a GUID). With it, reconciliation counts what that list holds from us; empty: it
    /// asks for each posting only.
    /// </summary>
    public string TransferredFrom { get; set; } = "";

    /// <summary>The newest version of <c>student-course-transfers</c> to ask for: 13, 11 (Colleague) or 10 (Banner). Where it is not supported the next older one is.</summary>
    public int NewestVersion { get; set; } = 13;

    public int CallsPerSecond { get; set; } = 10;

    /// <summary>Look-ups at one time. Postings go one at a time.</summary>
    public int AtOnce { get; set; } = 4;

    /// <summary>An answer that takes longer is none. Shorter than <c>Sis:SendSeconds</c>.</summary>
    public double AnswerSeconds { get; set; } = 8;

    public EthosReadOptions Reads { get; set; } = new();

    /// <exception cref="InvalidOperationException">With a sentence that says which setting to mend.</exception>
    public EthosOptions Validated(int sendSeconds)
    {
        CheckReading();
        Demand(Institution.Length is > 0 and <= 6, "Sis:Ethos:Institution must hold the source institution code that Banner has for credit from here, of at most 6 characters.");
        Demand(Levels.Count > 0 && Levels.Values.All(code => code.Length is > 0 and <= 2), "Sis:Ethos:Levels must say which level code each of our levels has there, such as Sis:Ethos:Levels:Lower = UG.");
        Demand(Grades.Count == 0, "Sis:Ethos:Grades is not read any more: write these codes on the page Student system, Codes, and take the setting away.");
        Demand(MediaType is "application/json" || MediaType.StartsWith("application/vnd.hedtech.", StringComparison.Ordinal), "Sis:Ethos:MediaType must be application/json or a type that begins with application/vnd.hedtech.");
        Demand(TransferredFrom.Length == 0 || Guid.TryParse(TransferredFrom, out _), "Sis:Ethos:TransferredFrom must be the GUID of our institution in Ethos, or empty.");
        Demand(EthosTransfers.Versions.Contains(NewestVersion), "Sis:Ethos:NewestVersion must be 13, 11 or 10.");
        Demand(AttendanceSequence is >= 1 and <= 99, "Sis:Ethos:AttendanceSequence must be between 1 and 99.");
        Demand(AnswerSeconds > 0 && AnswerSeconds < sendSeconds, $"Sis:Ethos:AnswerSeconds must be more than 0 and less than Sis:SendSeconds ({sendSeconds}).");
        return this;
    }

    /// <summary>What reading needs: where it is, and a key.</summary>
    /// <exception cref="InvalidOperationException">With a sentence that says which setting to mend.</exception>
    public void CheckReading()
    {
        Demand(Uri.TryCreate(Address, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            && address is { UserInfo: "", Query: "", Fragment: "" },
            "Sis:Ethos:Address must be the address of your region, such as https://integrate.elluciancloud.com.");
        Demand(ApiKey.Length > 0 && ApiKey.All(sign => sign is > ' ' and < '\x7f'), "Sis:Ethos:ApiKey must hold the API key of the application in Ethos Integration.");
        Demand(CallsPerSecond is >= 1 and <= 1000, "Sis:Ethos:CallsPerSecond must be between 1 and 1000.");
        Demand(AtOnce is >= 1 and <= 32, "Sis:Ethos:AtOnce must be between 1 and 32.");
        Demand(AnswerSeconds > 0, "Sis:Ethos:AnswerSeconds must be more than 0.");
        Reads.Check();
    }

    private static void Demand(bool holds, string sentence)
    {
        if (!holds)
            throw new InvalidOperationException(sentence);
    }
}
