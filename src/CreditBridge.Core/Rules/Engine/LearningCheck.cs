using CreditBridge.Core.Credentials;

namespace CreditBridge.Core.Rules;

/// <summary>The conditions on what was learned and how sure we are of it. What is not recorded meets no condition that asks for it.</summary>
internal readonly ref struct LearningCheck(Conditions conditions, in CredentialView view, List<ExplainedCondition>? told)
{
    private readonly PortfolioCredential _credential = view.Credential;
    private readonly AchievementFacts? _achievement = view.Achievement?.Facts;

    public static string Name(Assurance assurance) => assurance switch
    {
        Assurance.Verified => "verified",
        Assurance.PartnerAsserted => "asserted by the partner",
        _ => "supplied by the learner",
    };

    public bool All() => Hours() & AssessmentType() & Supervised() & IdentityChecked() & LeastAssurance() & Language();

    private bool Hours()
    {
        if (conditions.LeastHours is not { } least)
            return true;
        var hours = _credential.Hours ?? _achievement?.Hours;
        if (told is not null)
        {
            Tell(ConditionKind.Hours, hours >= least, hours is { } seen ? Wording.Text(seen) : "",
                $"{(hours is { } took ? $"It took {Wording.Text(took)} hours" : "Its hours are not recorded")}; at least {Wording.Text(least)} are needed.");
        }

        return hours >= least;
    }

    private bool AssessmentType()
    {
        if (conditions.AssessmentTypes.Count == 0)
            return true;
        var type = _achievement?.AssessmentType;
        var met = type is not null && conditions.AssessmentTypes.Contains(type, StringComparer.OrdinalIgnoreCase);
        if (told is not null)
        {
            var seen = type is null ? "How it was assessed is not recorded" : $"It was assessed by {type}";
            Tell(ConditionKind.AssessmentType, met, type ?? "", met ? $"{seen}." : $"{seen}; this rule asks for {Wording.List(conditions.AssessmentTypes, "or")}.");
        }

        return met;
    }

    private bool Supervised() =>
        !conditions.Supervised || YesOrNo(ConditionKind.Supervised, _achievement?.Supervised, "the assessment was supervised");

    private bool IdentityChecked() =>
        !conditions.IdentityChecked || YesOrNo(ConditionKind.IdentityChecked, _achievement?.IdentityChecked, "your identity was checked");

    private bool YesOrNo(ConditionKind kind, bool? seen, string what)
    {
        if (told is not null)
        {
            var (word, sentence) = seen switch
            {
                true => ("yes", $"{Capital(what)}."),
                false => ("no", $"This rule asks that {what}; it was not."),
                null => ("", $"Whether {what} is not recorded; this rule asks for it."),
            };
            Tell(kind, seen is true, word, sentence);
        }

        return seen is true;
    }

    private bool LeastAssurance()
    {
        if (conditions.LeastAssurance is not { } least)
            return true;
        var met = _credential.Assurance >= least;
        if (told is not null)
        {
            var seen = Name(_credential.Assurance);
            Tell(ConditionKind.Assurance, met, seen, met ? $"It is {seen}." : $"It is {seen}; this rule asks for one that is {Name(least)}.");
        }

        return met;
    }

    private bool Language()
    {
        if (conditions.Languages.Count == 0)
            return true;
        var language = _credential.Language ?? _achievement?.Language;
        var met = language is not null && Speaks(language);
        if (told is not null)
        {
            var seen = language is null ? "Its language is not recorded" : $"Its language is {language}";
            Tell(ConditionKind.Language, met, language ?? "", met ? $"{seen}." : $"{seen}; this rule asks for {Wording.List(conditions.Languages, "or")}.");
        }

        return met;
    }

    /// <summary>'en' takes 'en' and 'en-GB'; 'en-GB' takes only itself.</summary>
    private bool Speaks(string language)
    {
        foreach (var wanted in conditions.Languages)
        {
            if (language.StartsWith(wanted, StringComparison.OrdinalIgnoreCase) && (language.Length == wanted.Length || language[wanted.Length] == '-'))
                return true;
        }

        return false;
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private void Tell(ConditionKind kind, bool met, string seen, string sentence) => told?.Add(new(kind, met, seen, sentence, _credential.Id, []));
}
