using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Data;
using CreditBridge.Core.Partners;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CreditBridge.Jobs.Connectors.Register;

/// <summary>Connects partners, changes how they are connected, and tries a connection before it is kept.</summary>
public sealed partial class PartnerRegistering(BridgeDbContext db, PartnerAccounts accounts, TimeProvider time, ILogger<PartnerRegistering> log)
{
    private const string CodeSentence = "A code is 2 to 40 small letters, digits and hyphens, and begins with a letter: harbor-institute.";

    private static readonly string[] NoCodes = ["new", Partner.UnregisteredCode];

    /// <returns>What is wrong with the settings; empty: the partner is connected.</returns>
    /// <exception cref="IllegalMoveException">The code cannot be one, or another partner has it.</exception>
    public async Task<IReadOnlyList<ValidationResult>> ConnectAsync(string code, string connector, PartnerEntry entry, IReadOnlyDictionary<string, string?> typed, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.EditPartners);
        if (!Code().IsMatch(code) || NoCodes.Contains(code))
            throw new IllegalMoveException(NoCodes.Contains(code) ? $"'{code}' cannot be a partner's code: choose another." : CodeSentence);
        var partner = new Partner { Code = code, Name = entry.Name, Connector = connector };
        entry.Into(partner);
        var settings = SettingsForm.Read(accounts.ConnectorOf(partner).Settings, typed, null, out var problems);
        if (problems.Count > 0)
            return problems;
        accounts.Write(partner, settings);
        try
        {
            await db.TransactAsync(async () =>
            {
                db.ChangeTracker.Clear();
                if (await db.Partners.AnyAsync(other => other.Code == code, cancellation))
                    throw Taken(code);
                db.Partners.Add(partner);
                var said = RegisterWords.Changes(PartnerEntry.Of(new() { Code = code, Name = "", Connector = connector }), entry).Concat(RegisterWords.Changes(Activator.CreateInstance(settings.GetType())!, settings));
                db.AuditEntries.Add(AuditEntry.Of(actor, time.GetUtcNow().UtcDateTime, "Partner connected", nameof(Partner), partner.Id, null, $"{connector}; {RegisterWords.After(said)}"));
            }, cancellation);
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested && db.Partners.Any(other => other.Code == code))
        {
            throw Taken(code);
        }

        return [];
    }

    /// <param name="version">As the form showed it.</param>
    /// <returns>What is wrong with the settings; empty: they are in force.</returns>
    /// <exception cref="IllegalMoveException">Somebody changed the partner meanwhile.</exception>
    public async Task<IReadOnlyList<ValidationResult>> ChangeAsync(Guid partnerId, int version, PartnerEntry entry, IReadOnlyDictionary<string, string?> typed, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.EditPartners);
        try
        {
            return await db.TransactAsync(async () =>
            {
                db.ChangeTracker.Clear();
                var partner = await db.Partners.AsTracking().SingleAsync(partner => partner.Id == partnerId, cancellation);
                if (partner.Version != version)
                    throw Partner.ChangedMeanwhile();
                var stored = accounts.ReadWhatCanBe(partner);
                var settings = SettingsForm.Read(stored.GetType(), typed, stored, out var problems);
                if (problems.Count > 0)
                    return problems;
                var ofSettings = RegisterWords.Changes(stored, settings);
                List<SettingChange> changes = [.. RegisterWords.Changes(PartnerEntry.Of(partner), entry), .. ofSettings];
                if (changes.Count == 0)
                    return problems;
                entry.Into(partner);
                if (ofSettings.Count > 0)
                    accounts.Write(partner, settings);
                // Another source has not been read: the next pull reads all of it. A new secret alone opens the same one.
                if (ofSettings.Exists(change => !change.IsSecret) && await db.SyncRuns.AnyAsync(run => run.PartnerId == partnerId && run.IsOpen == true, cancellation))
                    throw new IllegalMoveException("A pull of this partner is open, with the settings as they were: stop it or let it end, then save.");
                if (ofSettings.Exists(change => !change.IsSecret))
                    await db.SyncCheckpoints.Where(checkpoint => checkpoint.PartnerId == partnerId).ExecuteDeleteAsync(cancellation);
                db.AuditEntries.Add(AuditEntry.Of(actor, time.GetUtcNow().UtcDateTime, "Partner settings changed", nameof(Partner), partnerId, RegisterWords.Before(changes), RegisterWords.After(changes)));
                return problems;
            }, cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw Partner.ChangedMeanwhile();
        }
    }

    /// <summary>Asks the source for as little as shows that the settings are right; nothing is kept.</summary>
    /// <param name="partner">The stored partner, or one that is not stored yet.</param>
    public async Task<ConnectionTest> TestAsync(Partner partner, bool isStored, IReadOnlyDictionary<string, string?> typed, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.EditPartners);
        var settings = SettingsForm.Read(accounts.ConnectorOf(partner).Settings, typed, isStored ? accounts.ReadWhatCanBe(partner) : null, out var problems);
        if (problems.Count > 0)
            return new ConnectionTest.NotTried(problems);
        try
        {
            return new ConnectionTest.Works(await accounts.TestAsync(partner, settings, cancellation));
        }
        catch (SourceException problem)
        {
            return new ConnectionTest.Fails(problem.Message);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // Its message may hold what was typed, a secret among it.
            LogTest(log, partner.Code, problem.GetType().Name);
            return new ConnectionTest.Fails("It could not be tried: what the source answered was not foreseen. Check the address and the ids; if they are right, the program needs mending.");
        }
    }

    private static IllegalMoveException Taken(string code) => new($"Another partner has the code '{code}': choose another.");

    [GeneratedRegex("^[a-z][a-z0-9-]{0,38}[a-z0-9]$")]
    private static partial Regex Code();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The connection of {Partner} could not be tried: {Problem}")]
    private static partial void LogTest(ILogger log, string partner, string problem);
}
