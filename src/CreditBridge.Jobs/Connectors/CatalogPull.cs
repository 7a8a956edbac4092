using CreditBridge.Core;
using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Data;
using CreditBridge.Core.Night;
using CreditBridge.Core.Partners;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace CreditBridge.Jobs.Connectors;

/// <summary>
/// Takes a partner's catalogue of what can be earned. What changed at the partner keeps its earlier facts as a version, and whoever holds it is evaluated anew. What the catalogue no longer has
/// stays: credentials name it.
/// </summary>
public sealed partial class CatalogPull(BridgeDbContext db, PartnerAccounts accounts, TimeProvider time, ILogger<CatalogPull> log)
{
    /// <summary>Its checkpoint, which says when it was last read.</summary>
    public const string Scope = "catalogue";

    private const int MostItems = 50_000;
    private const int MostText = 32 << 20;
    private const int MostIdCharacters = 800;
    private const int MostCharacters = 400;

    /// <exception cref="SourceException">The catalogue could not be read; what is stored stays as it was.</exception>
    /// <exception cref="IllegalMoveException">The partner lists no catalogue.</exception>
    public async Task<CatalogCounts> PullAsync(Guid partnerId, Actor actor, NightLease? night, CancellationToken cancellation)
    {
        actor.Demand(Permissions.EditPartners);
        var partner = await db.Partners.AsNoTracking().SingleAsync(partner => partner.Id == partnerId, cancellation);
        if (accounts.Connectors.FirstOrDefault(connector => connector.Name == partner.Connector) is not { Abilities.Catalog: true } connector)
            throw new IllegalMoveException($"{partner.Name} does not list what can be earned: its achievements are learned from its credentials.");
        var reading = ReadAsync(connector, accounts.Open(partner), cancellation);
        if (night is not null)
            await night.KeepAsync(db, reading, cancellation);
        var (items, leftOut) = await reading;

        var now = time.GetUtcNow().UtcDateTime;
        var counts = new CatalogCounts(0, 0, 0, leftOut);
        foreach (var chunk in items.Chunk(IntakePage.MostRecords))
        {
            var (isNew, changed) = await db.TransactAsync(() => TakeAsync(partnerId, chunk, night, now, cancellation), cancellation);
            counts = counts with { New = counts.New + isNew, Changed = counts.Changed + changed, Same = counts.Same + chunk.Length - isNew - changed };
        }

        await db.TransactAsync(async () =>
        {
            db.ChangeTracker.Clear();
            if (night is not null)
                await night.HoldAsync(db, cancellation);
            if (await db.SyncCheckpoints.AsTracking().SingleOrDefaultAsync(checkpoint => checkpoint.PartnerId == partnerId && checkpoint.Scope == Scope, cancellation) is { } checkpoint)
                (checkpoint.Value, checkpoint.At) = (counts.ToString(), now);
            else
                db.SyncCheckpoints.Add(new() { PartnerId = partnerId, Scope = Scope, Value = counts.ToString(), At = now });
            db.AuditEntries.Add(AuditEntry.Of(actor, now, "Catalogue read", nameof(Partner), partnerId, null, counts.ToString()));
        }, cancellation);
        return counts;
    }

    /// <summary>The night reads it as often as it reads everything. A catalogue that cannot be read is no reason for the night to fail: the next one tries again.</summary>
    internal async Task OfNightAsync(Guid partnerId, NightLease night, CancellationToken cancellation)
    {
        var partner = await db.Partners.AsNoTracking().SingleAsync(partner => partner.Id == partnerId, cancellation);
        var since = time.GetUtcNow().UtcDateTime.AddDays(-partner.SweepDays);
        if (accounts.Connectors.FirstOrDefault(connector => connector.Name == partner.Connector) is not { Abilities.Catalog: true }
            || await db.SyncCheckpoints.AnyAsync(checkpoint => checkpoint.PartnerId == partnerId && checkpoint.Scope == Scope && checkpoint.At > since, cancellation))
        {
            return;
        }

        try
        {
            await PullAsync(partnerId, Actor.Night, night, cancellation);
        }
        catch (Exception problem) when (problem is not (LeaseLostException or OperationCanceledException))
        {
            db.ChangeTracker.Clear();
            LogFailure(log, partner.Code, problem is SourceException ? problem.Message : problem.GetType().Name);
        }
    }

    private static async Task<(List<CatalogItem> Items, int LeftOut)> ReadAsync(IPartnerConnector connector, PartnerAccount account, CancellationToken cancellation)
    {
        try
        {
            return await ReadAllAsync(connector, account, cancellation);
        }
        catch (InvalidOperationException problem)
        {
            throw new SourceException($"A text in the catalogue of {account.Partner.Name} is no Unicode: it holds half a character.", problem);
        }
    }

    private static async Task<(List<CatalogItem> Items, int LeftOut)> ReadAllAsync(IPartnerConnector connector, PartnerAccount account, CancellationToken cancellation)
    {
        var (items, leftOut, characters) = (new Dictionary<string, CatalogItem>(StringComparer.Ordinal), 0, 0L);
        await foreach (var item in connector.CatalogAsync(account, cancellation))
        {
            characters += (item.Facts.Description?.Length ?? 0) + (item.Facts.Criteria?.Length ?? 0) + (item.Facts.LearningOutcomes?.Length ?? 0);
            if (item.ExternalId.Length is 0 or > MostIdCharacters || item.Facts.Name.Length is 0 or > MostCharacters)
                leftOut++;
            else
                items[item.ExternalId] = item with { Facts = Shortened(item.Facts) };
            if (items.Count > MostItems || characters > MostText)
                throw new SourceException($"{account.Partner.Name} lists more than {MostItems:N0} achievements, or more than {MostText >> 20} million characters: that is no catalogue.");
        }

        return ([.. items.Values], leftOut);
    }

    private async Task<(int New, int Changed)> TakeAsync(Guid partnerId, CatalogItem[] items, NightLease? night, DateTime now, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        if (night is not null)
            await night.HoldAsync(db, cancellation);
        var ids = items.Select(item => item.ExternalId).ToList();
        var known = await db.Achievements.AsTracking().Where(achievement => achievement.PartnerId == partnerId && EF.Parameter(ids).Contains(achievement.ExternalId))
            .ToDictionaryAsync(achievement => achievement.ExternalId, StringComparer.Ordinal, cancellation);
        var changed = new List<Guid>();
        foreach (var (id, facts) in items)
        {
            if (!known.TryGetValue(id, out var stored))
            {
                var achievement = new Achievement { PartnerId = partnerId, ExternalId = id, Name = facts.Name };
                achievement.Describe(facts);
                db.Achievements.Add(achievement);
            }
            else if (stored.Change(facts, now) is { } version)
            {
                db.AchievementVersions.Add(version);
                changed.Add(stored.Id);
            }
        }

        if (changed.Count > 0)
        {
            var holders = await db.Credentials.Where(credential => credential.LearnerId != null && EF.Parameter(changed).Contains(credential.AchievementId)).Select(credential => credential.LearnerId!.Value).Distinct().ToListAsync(cancellation);
            await Touch.LearnersAsync(db, holders, now, cancellation);
        }

        return (items.Length - known.Count, changed.Count);
    }

    /// <summary>Short texts stand in columns of a length.</summary>
    private static AchievementFacts Shortened(AchievementFacts facts) => facts with
    {
        Name = Whole(facts.Name)!,
        Description = Whole(facts.Description),
        Criteria = Whole(facts.Criteria),
        LearningOutcomes = Whole(facts.LearningOutcomes),
        Skills = facts.Skills?.Select(skill => Short(skill)!).ToList(),
        Level = Short(facts.Level),
        AssessmentType = Short(facts.AssessmentType),
        Language = Short(facts.Language),
        Url = Short(facts.Url),
        Country = Short(facts.Country),
        AwardingBody = Short(facts.AwardingBody),
        Participation = Short(facts.Participation),
        QualityAssurance = Short(facts.QualityAssurance),
    };

    private static string? Short(string? text) => Whole(text) is { Length: > MostCharacters } whole ? whole[..MostCharacters] : Whole(text);

    /// <summary>PostgreSQL keeps no NUL in a text.</summary>
    private static string? Whole(string? text) => text?.Replace('\0', '\uFFFD');

    [LoggerMessage(Level = LogLevel.Warning, Message = "The catalogue of {Partner} could not be read: {Problem}")]
    private static partial void LogFailure(ILogger log, string partner, string problem);
}
