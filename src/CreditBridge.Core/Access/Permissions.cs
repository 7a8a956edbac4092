namespace CreditBridge.Core.Access;

/// <summary>Everything that can be allowed, by name. A page or an action asks for one of these, never for a role.</summary>
public static class Permissions
{
    public const string ViewDashboard = nameof(ViewDashboard);
    public const string ViewCredentials = nameof(ViewCredentials);
    public const string MatchCredentials = nameof(MatchCredentials);
    public const string ViewSync = nameof(ViewSync);
    public const string RunNight = nameof(RunNight);
    public const string HandleQuarantine = nameof(HandleQuarantine);
    public const string ViewRequests = nameof(ViewRequests);
    public const string DecideRequests = nameof(DecideRequests);
    public const string ViewGrants = nameof(ViewGrants);
    public const string ExportGrants = nameof(ExportGrants);
    public const string ViewPostings = nameof(ViewPostings);
    public const string HandlePostings = nameof(HandlePostings);
    public const string ViewRules = nameof(ViewRules);
    public const string EditRules = nameof(EditRules);
    public const string ApproveRules = nameof(ApproveRules);
    public const string PublishRules = nameof(PublishRules);
    public const string ImportData = nameof(ImportData);
    public const string EditPolicy = nameof(EditPolicy);
    public const string ViewPartners = nameof(ViewPartners);
    public const string EditPartners = nameof(EditPartners);
    public const string HandleCases = nameof(HandleCases);
    public const string ViewTrail = nameof(ViewTrail);
    public const string RedactTrail = nameof(RedactTrail);
    public const string ViewOwnRecord = nameof(ViewOwnRecord);
    public const string AddOwnBadges = nameof(AddOwnBadges);
    public const string ShareOwnRecord = nameof(ShareOwnRecord);
    public const string AskForCredit = nameof(AskForCredit);
    public const string ManageUsers = nameof(ManageUsers);
    public const string ManagePrograms = nameof(ManagePrograms);
    public const string AnswerForDepartment = nameof(AnswerForDepartment);
    public const string AssignRequests = nameof(AssignRequests);
    public const string ViewLearners = nameof(ViewLearners);
    public const string MergeLearners = nameof(MergeLearners);
    public const string AwardByHand = nameof(AwardByHand);
    public const string EditClocks = nameof(EditClocks);
    public const string EditLetters = nameof(EditLetters);
    public const string AnswerLearners = nameof(AnswerLearners);
    public const string RecordFees = nameof(RecordFees);
    public const string UseOwnAccount = nameof(UseOwnAccount);
    public const string ViewDisclosures = nameof(ViewDisclosures);
}
