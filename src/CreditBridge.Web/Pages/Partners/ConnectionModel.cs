using System.ComponentModel.DataAnnotations;
using CreditBridge.Core.Partners;
using CreditBridge.Jobs.Connectors;
using CreditBridge.Jobs.Connectors.Register;
using CreditBridge.Web.SignIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CreditBridge.Web.Pages.Partners;

/// <summary>What connecting a partner and changing its connection share: one form, made of the connector's settings class. A secret is taken and never shown.</summary>
internal abstract class ConnectionModel(PartnerRegistering registering) : PageModel
{
    [BindProperty]
    public ConnectionInput Input { get; set; } = new();

    /// <summary>The connector's own settings, as text by name.</summary>
    [BindProperty]
    public Dictionary<string, string?> Settings { get; set; } = [];

    public IPartnerConnector Connector { get; protected set; } = null!;

    /// <summary>What is in force, or what the connector proposes.</summary>
    public object Stored { get; protected set; } = null!;

    public IReadOnlyList<SettingField> Fields => SettingField.Of(Connector.Settings);

    /// <summary>What came of trying the connection, in this answer.</summary>
    public ConnectionTest? Test { get; private set; }

    public string TextOf(SettingField field) => field.IsSecret ? "" : Settings.TryGetValue(field.Name, out var typed) ? typed ?? "" : field.TextOf(Stored);

    protected async Task TryAsync(Partner partner, bool isStored, CancellationToken cancel)
    {
        Test = await registering.TestAsync(partner, isStored, Settings, User.Actor(), cancel);
        // Only what the trial needs is checked by it.
        ModelState.Clear();
        if (Test is ConnectionTest.NotTried { Problems: var problems })
            Refuse(problems);
    }

    protected void Refuse(IEnumerable<ValidationResult> problems)
    {
        foreach (var problem in problems)
            ModelState.AddModelError($"{nameof(Settings)}[{problem.MemberNames.FirstOrDefault()}]", problem.ErrorMessage!);
    }
}
