using CreditBridge.Core.Credentials;

namespace CreditBridge.Core.Rules;

/// <summary>
/// Whether one credential meets one <see cref="Earned"/>. Each check decides and, when somebody listens, says what it saw: decision and words come from the
/// same lines of code, and words are made only when they are read.
/// </summary>
internal readonly ref struct EarnedCheck(
    CompiledRule rule, Conditions conditions, in CredentialView view, PortfolioView portfolio, List<ExplainedCondition>? told)
{
    private readonly CredentialView _view = view;

    private PortfolioCredential Credential => _view.Credential;

    private DateOnly IssuedOn => _view.Credential.IssuedOn;

    public static bool Met(CompiledRule rule, RequirementNode leaf, in CredentialView view, PortfolioView portfolio, List<ExplainedCondition>? told = null) =>
        new EarnedCheck(rule, leaf.Conditions, view, portfolio, told).All();

    private bool All() =>
        Status() & Verification() & InForce() & Recommendation()
        & (conditions.Result is null || ResultCheck.Met(conditions.Result, Credential, told))
        & new LearningCheck(conditions, _view, told).All()
        & IssuedFrom() & IssuedTo() & Age() & Expiry();

    private bool Status()
    {
        if (IssuedOn > portfolio.AsOf)
        {
            Tell(ConditionKind.Status, false, Wording.Text(IssuedOn), $"It is dated {Wording.Text(IssuedOn)}, which is still to come.");
            return false;
        }

        var met = Credential.Status is not (CredentialStatus.Revoked or CredentialStatus.Suspended);
        if (told is null || Credential.Status is CredentialStatus.Active or CredentialStatus.Expired)
            return met;
        var (seen, sentence) = Credential.Status switch
        {
            CredentialStatus.NotSeen => ("not seen", "Its issuer no longer lists it; that alone does not count against you."),
            CredentialStatus.Suspended => ("suspended", "Its issuer has suspended it: it does not count until that is lifted."),
            _ => ("revoked", "Its issuer has revoked it, so it does not count."),
        };
        Tell(ConditionKind.Status, met, seen, sentence);
        return met;
    }

    private bool Verification()
    {
        var met = Credential.Verification != VerificationState.Invalid;
        if (told is null || Credential.Verification == VerificationState.NotSigned)
            return met;
        var (seen, sentence) = Credential.Verification switch
        {
            VerificationState.Valid => ("valid", "Its signature is valid."),
            VerificationState.Invalid => ("invalid", "Its signature is not valid, so it does not count."),
            _ => ("could not be checked", "Its signature could not be checked yet."),
        };
        Tell(ConditionKind.Verification, met, seen, sentence);
        return met;
    }

    private bool InForce()
    {
        if (rule.IsAlwaysInForce)
            return true;
        var (from, to) = (rule.Rule.From, rule.Rule.To);
        var day = portfolio.On(rule.GoverningDate, Credential);
        // Once it has begun it counts for everybody, also for what was earned or asked for before; whose day lies before its end is not hurt by our delay.
        var met = !(portfolio.AsOf < from) && !(day > to);
        if (told is not null)
            Tell(ConditionKind.InForce, met, Wording.Text(day), $"This rule counts {Span(from, to)}; {Governing()} {(met ? "" : "not then: ")}on {Wording.Text(day)}{(met && day < from ? ", and it counts now" : "")}.");
        return met;
    }

    private bool Recommendation()
    {
        if (rule.CoversAllDates)
            return true;
        var basis = rule.Definition.Basis;
        var met = !(IssuedOn < basis.ValidFrom) && !(IssuedOn > basis.ValidTo);
        if (told is not null)
        {
            var name = basis.RecommendationId is null ? "the recommendation" : $"recommendation {basis.RecommendationId}";
            Tell(ConditionKind.Recommendation, met, Wording.Text(IssuedOn),
                $"Earned {Wording.Text(IssuedOn)}; {name} covers what was earned {Span(basis.ValidFrom, basis.ValidTo)}.");
        }

        return met;
    }

    private bool IssuedFrom()
    {
        if (conditions.IssuedFrom is not { } from)
            return true;
        var met = IssuedOn >= from;
        if (told is not null)
            Tell(ConditionKind.IssuedFrom, met, Wording.Text(IssuedOn), $"Issued {Wording.Text(IssuedOn)}, {(met ? "not " : "")}before {Wording.Text(from)}.");
        return met;
    }

    private bool IssuedTo()
    {
        if (conditions.IssuedTo is not { } to)
            return true;
        var met = IssuedOn <= to;
        if (told is not null)
            Tell(ConditionKind.IssuedTo, met, Wording.Text(IssuedOn), $"Issued {Wording.Text(IssuedOn)}, {(met ? "not " : "")}after {Wording.Text(to)}.");
        return met;
    }

    private bool Age()
    {
        if (conditions.MostAgeInMonths is not { } most)
            return true;
        var day = portfolio.On(rule.GoverningDate, Credential);
        var met = day <= Later(IssuedOn, most);
        if (told is not null)
        {
            var age = AgeInWords(IssuedOn, day, met ? null : most);
            Tell(ConditionKind.Age, met, age, $"Issued {Wording.Text(IssuedOn)}, {age} before {Governing()}; the limit is {most}.");
        }

        return met;
    }

    private bool Expiry()
    {
        if (conditions.Expiry is ExpiryCondition.Ignore)
            return true;
        var day = conditions.Expiry is ExpiryCondition.WhenEarned ? IssuedOn : portfolio.On(rule.GoverningDate, Credential);
        if (Credential.ExpiresOn is not { } expires)
        {
            var open = conditions.Expiry is ExpiryCondition.WhenEarned || Credential.Status != CredentialStatus.Expired;
            if (!open)
                Tell(ConditionKind.Expiry, false, "expired", "Its issuer says that it has expired.");
            return open;
        }

        var met = expires >= day;
        if (told is not null)
        {
            var when = conditions.Expiry is ExpiryCondition.WhenEarned ? "you earned it" : Governing();
            Tell(ConditionKind.Expiry, met, Wording.Text(expires), met
                ? $"Valid until {Wording.Text(expires)}; {when} on {Wording.Text(day)}."
                : $"Expired {Wording.Text(expires)}, before {when} on {Wording.Text(day)}.");
        }

        return met;
    }

    /// <summary>Full calendar months; with the days left over where the months alone would look within the limit.</summary>
    private static string AgeInWords(DateOnly issued, DateOnly day, int? passedLimit)
    {
        var months = Math.Max(0, ((day.Year - issued.Year) * 12) + day.Month - issued.Month);
        if (months > 0 && issued.AddMonths(months) > day)
            months--;
        var text = Wording.Count(months, "month");
        return passedLimit == months ? $"{text} and {Wording.Count(day.DayNumber - issued.AddMonths(months).DayNumber, "day")}" : text;
    }

    /// <summary>So many calendar months later, as far as the calendar goes.</summary>
    private static DateOnly Later(DateOnly day, int months) => ((day.Year * 12L) + day.Month - 1 + months) switch
    {
        >= 9999 * 12L => DateOnly.MaxValue,
        < 12 => DateOnly.MinValue,
        _ => day.AddMonths(months),
    };

    private static string Span(DateOnly? from, DateOnly? to) => (from, to) switch
    {
        ({ } first, { } last) => $"from {Wording.Text(first)} to {Wording.Text(last)}",
        ({ } first, null) => $"from {Wording.Text(first)} on",
        (null, { } last) => $"until {Wording.Text(last)}",
        _ => "always",
    };

    private string Governing() => rule.GoverningDate switch
    {
        GoverningDate.Earned => "you earned it",
        GoverningDate.EntryTerm when portfolio.Portfolio.Learner.EntryTermStartsOn is not null => "your entry term began",
        GoverningDate.Decided => "this decision",
        _ when Credential.RequestedOn is null => "this decision",
        _ => Credential.IsRequested ? "you asked" : "it reached us",
    };

    private void Tell(ConditionKind kind, bool met, string seen, string sentence) => told?.Add(new(kind, met, seen, sentence, Credential.Id, []));
}
