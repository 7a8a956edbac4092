using System.Globalization;
using CreditBridge.Core.Learners;

namespace CreditBridge.Core.Rules;

/// <summary>Whether a rule is for this learner.</summary>
internal static class ScopeCheck
{
    public static bool Met(RuleScope scope, LearnerFacts learner, List<ExplainedCondition>? told = null) =>
        Program(scope, learner, told) & Level(scope, learner, told) & Standing(scope, learner, told) & Campus(scope, learner, told);

    public static bool AsksNothing(RuleScope scope) =>
        !AsksForProgram(scope) && scope.ProgramsOut.Count == 0 && scope.Level is null && scope.Standings.Count == 0 && scope.Campuses.Count == 0;

    private static bool AsksForProgram(RuleScope scope) =>
        scope.CatalogYearFrom is not null || scope.CatalogYearTo is not null || scope.ProgramsIn.Count > 0;

    private static bool Program(RuleScope scope, LearnerFacts learner, List<ExplainedCondition>? told)
    {
        var asksForOne = AsksForProgram(scope);
        if (!asksForOne && scope.ProgramsOut.Count == 0)
            return true;
        LearnerProgram? fitting = null;
        foreach (var program in learner.Programs)
        {
            if (Fits(scope, program) && (fitting is null || Compare(program, fitting) < 0))
                fitting = program;
        }

        var met = fitting is not null || (!asksForOne && learner.Programs.Count == 0);
        if (told is not null)
        {
            var seen = learner.Programs.Count == 0 ? "none" : Wording.List([.. learner.Programs.Order(Comparer<LearnerProgram>.Create(Compare)).Select(Name)], "and");
            told.Add(new(ConditionKind.Program, met, seen,
                fitting is not null ? $"This rule is for your programme, {Name(fitting)}."
                : met ? "This rule does not depend on a programme that you are not in."
                : $"This rule is for {Wanted(scope)}; your programme: {seen}.", null, []));
        }

        return met;
    }

    private static bool Level(RuleScope scope, LearnerFacts learner, List<ExplainedCondition>? told)
    {
        if (scope.Level is not { } level)
            return true;
        var met = learner.Level == level;
        if (told is not null)
        {
            var seen = learner.Level is { } own ? Wording.Name(own) : "not recorded";
            told.Add(new(ConditionKind.Level, met, seen, $"This rule is for {Wording.Name(level)} level; yours is {seen}.", null, []));
        }

        return met;
    }

    private static bool Standing(RuleScope scope, LearnerFacts learner, List<ExplainedCondition>? told)
    {
        if (scope.Standings.Count == 0)
            return true;
        var met = scope.Standings.Contains(learner.Standing);
        told?.Add(new(ConditionKind.Standing, met, Name(learner.Standing),
            $"This rule is for learners who are {Wording.List([.. scope.Standings.Select(Name)], "or")}; you are {Name(learner.Standing)}.", null, []));
        return met;
    }

    private static bool Campus(RuleScope scope, LearnerFacts learner, List<ExplainedCondition>? told)
    {
        if (scope.Campuses.Count == 0)
            return true;
        var met = learner.Campus is not null && scope.Campuses.Contains(learner.Campus, StringComparer.OrdinalIgnoreCase);
        var seen = learner.Campus ?? "not recorded";
        told?.Add(new(ConditionKind.Campus, met, seen, $"This rule is for campus {Wording.List(scope.Campuses, "or")}; yours is {seen}.", null, []));
        return met;
    }

    private static bool Fits(RuleScope scope, LearnerProgram program) =>
        (scope.ProgramsIn.Count == 0 || scope.ProgramsIn.Contains(program.Code, StringComparer.OrdinalIgnoreCase))
        && !scope.ProgramsOut.Contains(program.Code, StringComparer.OrdinalIgnoreCase)
        && (scope.CatalogYearFrom is null || program.CatalogYear >= scope.CatalogYearFrom)
        && (scope.CatalogYearTo is null || program.CatalogYear <= scope.CatalogYearTo);

    private static string Wanted(RuleScope scope)
    {
        var programs = scope.ProgramsIn.Count > 0 ? $"programme {Wording.List(scope.ProgramsIn, "or")}" : "programmes";
        if (scope.ProgramsOut.Count > 0)
            programs += $" other than {Wording.List(scope.ProgramsOut, "or")}";
        return (scope.CatalogYearFrom, scope.CatalogYearTo) switch
        {
            ({ } from, { } to) => string.Create(CultureInfo.InvariantCulture, $"{programs} under the catalogues of {from} to {to}"),
            ({ } from, null) => string.Create(CultureInfo.InvariantCulture, $"{programs} under the catalogue of {from} or later"),
            (null, { } to) => string.Create(CultureInfo.InvariantCulture, $"{programs} under the catalogue of {to} or earlier"),
            _ => programs,
        };
    }

    private static int Compare(LearnerProgram left, LearnerProgram right)
    {
        var order = string.CompareOrdinal(left.Code, right.Code);
        return order != 0 ? order : Nullable.Compare(left.CatalogYear, right.CatalogYear);
    }

    private static string Name(LearnerProgram program) =>
        program.CatalogYear is { } year ? string.Create(CultureInfo.InvariantCulture, $"{program.Code} (catalogue of {year})") : program.Code;

    private static string Name(LearnerStanding standing) => standing switch
    {
        LearnerStanding.Applicant => "applicants",
        LearnerStanding.Admitted => "admitted",
        LearnerStanding.Enrolled => "enrolled",
        LearnerStanding.NonDegree => "not seeking a degree",
        LearnerStanding.Former => "former students",
        _ => "graduated",
    };
}
