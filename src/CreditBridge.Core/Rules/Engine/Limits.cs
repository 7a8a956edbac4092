namespace CreditBridge.Core.Rules;

/// <summary>Least and most, both inclusive, and an exclusive upper end; the texts stand for numbers that are places in an order.</summary>
internal readonly record struct Limits(decimal? Least, decimal? Most, decimal? Below = null, string? LeastText = null, string? MostText = null)
{
    public bool Hold(decimal value) => !(value < Least) && !(value > Most) && !(value >= Below);

    /// <summary>'is at least 70', 'is less than 70': follows the value in a sentence.</summary>
    public string Verdict(decimal value)
    {
        if (value < Least)
            return $"is less than {Of(Least, LeastText)}";
        if (value > Most)
            return $"is more than {Of(Most, MostText)}, the most for this rule";
        if (value >= Below)
            return $"is not below {Of(Below, null)}, as this rule asks";
        var limits = ToString();
        return limits.Length == 0 ? "is recorded" : $"is {limits}";
    }

    /// <summary>'at least 70 and below 80'; empty without limits.</summary>
    public override string ToString()
    {
        var parts = new List<string>(3);
        if (Least is not null)
            parts.Add($"at least {Of(Least, LeastText)}");
        if (Most is not null)
            parts.Add($"at most {Of(Most, MostText)}");
        if (Below is not null)
            parts.Add($"below {Of(Below, null)}");
        return Wording.List(parts, "and");
    }

    private static string Of(decimal? number, string? text) => text ?? Wording.Text(number!.Value);
}
