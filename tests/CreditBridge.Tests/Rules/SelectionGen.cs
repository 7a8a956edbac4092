using CreditBridge.Core.Catalog;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Rules;
using FsCheck;
using FsCheck.Fluent;

namespace CreditBridge.Tests.Rules;

/// <summary>Rules that meet in credentials and courses, a learner, blocking caps, and credit the learner has already.</summary>
public sealed record SelectionCase(
    PublishedRule[] Rules, PortfolioCredential[] Credentials, TranscriptCourse[] Transcript, CreditCap[] Caps, string[] Used, string[] Courses, decimal EarlierCredits)
{
    /// <summary>The earlier credit is of partner 'ap', by ACE, at lower level.</summary>
    public decimal UsedOf(CreditCap cap) =>
        cap.Partner is null or "ap" && cap.Basis is null or Basis.Ace && cap.Level is null or CourseLevel.Lower ? EarlierCredits : 0;

    public override string ToString() => string.Join('\n',
    [
        .. Rules.Select(rule => $"{rule.Code} {rule.Number}: {RuleJson.Serialize(rule.Definition)}"), .. Credentials.Select(credential => $"{credential} {credential.Results[0]}"),
        .. Transcript.Select(course => course.ToString()), .. Caps.Select(cap => cap.ToString()), $"used {string.Join(' ', Used)}, courses {string.Join(' ', Courses)}, {EarlierCredits}",
    ]);
}

/// <summary>Small cases for <see cref="SelectionOracle"/>.</summary>
internal static class SelectionGen
{
    public static Gen<SelectionCase> Cases =>
        from count in Gen.Choose(3, 8)
        from rules in Definition.ArrayOf(count)
        from twice in Gen.Choose(0, 4)
        from having in Gen.Choose(3, 8)
        from credentials in Credential.ArrayOf(having)
        from few in Gen.Choose(0, 2)
        from transcript in RuleGen.Transcript.ArrayOf(few == 0 ? 1 : 0)
        from capped in Gen.Choose(0, 3)
        from caps in Cap.ArrayOf(capped == 3 ? 2 : capped == 2 ? 1 : 0)
        from earlier in Gen.Choose(0, 3)
        from used in Gen.Elements("credential:id-1", "learning:same", "achievement:ap/a")
        from course in Gen.Elements("X 1", "two", "X 4")
        from credits in Gen.Choose(1, 6)
        select new SelectionCase(
            // Now and then the second rule is a later version of the first.
            [.. rules.Select((rule, i) => RuleGen.Published(twice == 0 && i == 1 ? 0 : i, rule) with { Number = i + 1, VersionId = RuleWorld.Id($"version {i}") })],
            [.. credentials.Select((credential, i) => RuleGen.Numbered(credential, i))], transcript,
            [.. caps.DistinctBy(cap => (cap.Partner, cap.Basis, cap.Level))],
            earlier == 0 ? [used] : [], earlier == 0 ? [course] : [], earlier == 0 ? credits : 0);

    private static Gen<RuleDefinition> Definition =>
        from tree in Gen.Frequency((3, RuleGen.SimpleTree(0)), (2, RuleGen.SimpleTree(1)), (1, RuleGen.SimpleTree(2)))
        from least in Gen.Choose(0, 6)
        from band in Gen.Choose(0, 3)
        from awards in Gen.Frequency((1, RuleGen.Awards), (3, RuleGen.Awards.Where(lines => lines is not [NoCredit])))
        from basis in Gen.Elements(Basis.Ace, Basis.Exam)
        from automatic in Gen.Elements(true, true, false)
        from repeatable in Gen.Choose(0, 4)
        let requirement = RuleGen.OncePerRule(tree)
        let banded = band == 0 && requirement is Earned earned ? earned with { Conditions = new Conditions { Result = new PointsResult(least, Below: least + 3) } } : requirement
        select new RuleDefinition(
            banded, awards, RuleScope.Everyone, new RuleBasis(basis), AutoGrant: automatic, Repeatable: repeatable == 0 && requirement is Earned && awards is not [NoCredit]);

    private static Gen<PortfolioCredential> Credential =>
        from credential in RuleGen.Credential
        from canonical in Gen.Choose(0, 30)
        from score in Gen.Choose(3, 10)
        from indeterminate in Gen.Choose(0, 5)
        select credential with
        {
            CanonicalId = $"id-{canonical}",
            Results = [new Core.Rules.Result(Core.Rules.Result.Points, score, 10)],
            Status = CredentialStatus.Active,
            ExpiresOn = null,
            Verification = indeterminate == 0 ? VerificationState.Indeterminate : VerificationState.NotSigned,
        };

    private static Gen<CreditCap> Cap =>
        from credits in Gen.Choose(1, 9)
        from basis in Gen.Elements<Basis?>(null, null, Basis.Ace)
        from partner in Gen.Elements<string?>(null, null, "ap")
        from level in Gen.Elements<CourseLevel?>(null, null, CourseLevel.Lower)
        select new CreditCap(CapAction.Block, credits) { Basis = basis, Partner = partner, Level = level };
}
