namespace CreditBridge.Core.Rules;

/// <summary>A portfolio as somebody writes it down to ask what it earns: names as people use them.</summary>
public sealed record AskedPortfolio(IReadOnlyList<AskedCredential> Credentials)
{
    public IReadOnlyList<AskedCourse> Courses { get; init; } = [];

    /// <summary>Empty: an enrolled learner at the lower level, without a programme.</summary>
    public AskedLearner? Learner { get; init; }
}

/// <param name="Partner">Name or code.</param>
/// <param name="Achievement">Name or external id.</param>
public sealed record AskedCredential(string Partner, string Achievement)
{
    public DateOnly? IssuedOn { get; init; }

    public DateOnly? ExpiresOn { get; init; }

    /// <summary>A number, or the text of a letter or level.</summary>
    public System.Text.Json.JsonElement? Score { get; init; }

    /// <summary>'raw' (the exam's own points), 'percent', 'points', 'letter', 'pass', or the name of a scale.</summary>
    public string? Scale { get; init; }

    public decimal? Maximum { get; init; }

    public decimal? Hours { get; init; }

    public string? Assurance { get; init; }
}

/// <param name="Code">Subject and number, 'MATH 1431'.</param>
/// <param name="State">'passed', 'inProgress', 'failed', 'withdrawn', 'audited', 'incomplete' or 'transferred'.</param>
public sealed record AskedCourse(string Code, string State)
{
    public string? Grade { get; init; }
}

public sealed record AskedLearner
{
    public string? Standing { get; init; }

    public string? Level { get; init; }

    public string? Campus { get; init; }

    public IReadOnlyList<string> Programs { get; init; } = [];

    public int? CatalogYear { get; init; }
}
