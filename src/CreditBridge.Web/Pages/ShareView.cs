using CreditBridge.Core.Grants;

namespace CreditBridge.Web.Pages;

/// <summary>What a learner can do with one grant to show it to others.</summary>
/// <param name="Award">Null until the learner first asked for it.</param>
/// <param name="Address">Of its public page.</param>
/// <param name="IsOpen">It was just used.</param>
internal sealed record ShareView(Guid GrantId, Award? Award, string Address, bool IsOpen);
