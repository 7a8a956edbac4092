using CreditBridge.Core.Credentials;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Night;
using CreditBridge.Core.Partners;
using CreditBridge.Core.Requests;
using CreditBridge.OpenBadges;
using CreditBridge.Web.Lists;
using CreditBridge.Web.TagHelpers;

namespace CreditBridge.Tests.Web.TagHelpers;

[TestClass]
public sealed class StatusLookTests
{
    private static readonly Type[] States =
    [
        typeof(CredentialStatus), typeof(VerificationState), typeof(RequestState), typeof(LineState), typeof(GrantState), typeof(PostingState), typeof(SyncRunState),
        typeof(NightState), typeof(QuarantineState), typeof(QualityState), typeof(CheckResult), typeof(AwardStatus), typeof(Core.Grants.Cases.CaseState),
    ];

    [TestMethod]
    public void Of_EachStateOfTheDomain_HasAWordItsOwnAndAnIconThatIsInTheSprite()
    {
        var sprite = File.ReadAllText(Path.Combine(RepositoryRoot(), "src/CreditBridge.Web/wwwroot/lib/icons/icons.svg"));
        foreach (var states in States)
        {
            var looks = Enum.GetValues(states).Cast<Enum>().Select(StatusLook.Of).ToList();
            Assert.HasCount(looks.Count, looks.Select(look => look.Word).Distinct(), states.Name);
            foreach (var look in looks)
                Assert.Contains($"<symbol id=\"{look.Icon}\"", sprite, look.Icon);
        }
    }

    [TestMethod]
    public void Of_EachReasonForDeclining_HasWords()
    {
        foreach (var reason in Enum.GetValues<DeclineReason>())
            Assert.AreNotEqual(reason.ToString(), DeclineWords.Of(reason));
    }

    private static string RepositoryRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "CreditBridge.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
