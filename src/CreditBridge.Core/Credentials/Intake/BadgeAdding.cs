using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Credentials.Verifying;
using CreditBridge.Core.Partners;
using CreditBridge.OpenBadges;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Credentials.Intake;

/// <summary>
/// A learner adds a badge by link, file or paste. It must name one of the learner's own confirmed identities; what is not genuine is refused with every check said; what could not be
/// checked in time is kept and checked by the sweep.
/// </summary>
public sealed class BadgeAdding(BridgeDbContext db, CredentialChecking checking, IDocumentSource documents, TimeProvider time)
{
    public const int MostBytes = 1024 * 1024;
    public const int MostOfOneLearner = 200;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public Task<IReadOnlyList<BadgeAnswer>> AddAsync(Guid learnerId, string pasted, Actor actor, CancellationToken cancellation) =>
        AddAsync(learnerId, BadgeFetching.OfText(pasted), pasted.TrimStart().StartsWith("https:", StringComparison.OrdinalIgnoreCase) ? pasted.Trim() : "pasted text", actor, cancellation);

    /// <param name="name">Of the file, or the link, for people.</param>
    /// <returns>One answer, or for a learner record (CLR) one for each credential in it.</returns>
    public async Task<IReadOnlyList<BadgeAnswer>> AddAsync(Guid learnerId, ReadOnlyMemory<byte> given, string name, Actor actor, CancellationToken cancellation)
    {
        actor.Demand(Permissions.AddOwnBadges);
        if (given.Length > MostBytes)
            return [BadgeAnswer.No($"It is larger than 1 MB: at most {MostBytes:N0} bytes are taken.")];
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            var (file, text) = await new BadgeFetching(documents).OpenAsync(given, patience.Token);
            var place = $"added by {(actor.Scopes is null ? "the learner" : actor.Name)}, {(name.Length <= 200 ? name : name[..200])}";
            var keys = (await new LearnerAddresses(db).KeysOfAsync([learnerId], cancellation))[learnerId].ToList();
            var answers = new List<BadgeAnswer>();
            var records = BadgeReading.Read(CredentialFile.OfText(text), place, time.GetUtcNow().UtcDateTime);
            // A picture of a whole learner record is nobody's original: each credential inside is kept as its text.
            var original = records.Count == 1 && file.Kind is FileKind.Png or FileKind.Svg ? file : null;
            foreach (var record in records)
            {
                answers.Add(record is IncomingRecord.Taken { Badge: { } badge } taken
                    ? await AddAsync(learnerId, taken with { Badge = badge with { Original = original } }, keys, actor, patience.Token, cancellation)
                    : BadgeAnswer.No(((IncomingRecord.Refused)record).Sentence));
            }

            return answers;
        }
        catch (FormatException problem)
        {
            return [BadgeAnswer.No(problem.Message)];
        }
        catch (DocumentUnavailableException problem)
        {
            return [BadgeAnswer.No($"The link could not be read: {problem.Message}")];
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return [BadgeAnswer.No("The link did not answer in time. Try again, or upload the file.")];
        }
    }

    private async Task<BadgeAnswer> AddAsync(Guid learnerId, IncomingRecord.Taken record, List<string> keys, Actor actor, CancellationToken patience, CancellationToken cancellation)
    {
        var (title, issuer) = (record.AchievementName ?? "", record.Badge!.IssuerId);
        if (BadgeRecipients.WhyNot(CredentialReader.Read(CredentialFile.OfText(record.Payload)), keys) is { } stranger)
            return new BadgeAnswer.Refused(title, issuer, [], stranger);
        record = record with { RecipientKey = BadgeRecipients.KeyOf(record, keys) };
        var (verdict, verification) = await CheckAsync(record.Payload, LearnerAddresses.ToCompare(keys), patience, cancellation);
        if (verdict.State == VerificationState.Invalid)
            return new BadgeAnswer.Refused(title, issuer, verdict.Checks, $"It is not genuine, or not yours, so it was not kept: {string.Join(' ', verdict.Checks.Where(check => check.Result == VerificationState.Invalid).Select(check => check.Sentence))}");
        if (verification?.Claims is { Achievement: { } learned, IssuerId.Length: <= ExternalIdAttribute.MostCharacters } claims && verdict.State == VerificationState.Valid)
            record = record with { AchievementName = learned.Name.Length is > 0 and <= 400 ? learned.Name : record.AchievementName, Badge = record.Badge with { Achievement = learned, IssuerId = claims.IssuerId } };
        for (var refused = 0; ; refused++)
        {
            try
            {
                return await StoreAsync(learnerId, record, verdict, actor, cancellation);
            }
            catch (DbUpdateException) when (refused < 3)
            {
                // The same badge, or the standing partner, was made in the same moment: now it is there.
            }
        }
    }

    private async Task<(Verdict Verdict, Verification? Verification)> CheckAsync(string payload, List<RecipientIdentity> recipients, CancellationToken patience, CancellationToken cancellation)
    {
        try
        {
            return await checking.CheckAsync(payload, recipients, isLearnerSupplied: true, patience);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (Verdict.Unreachable("A server that is needed for it did not answer in time: it is checked again in a few minutes.", time.GetUtcNow().UtcDateTime), null);
        }
    }

    private Task<BadgeAnswer> StoreAsync(Guid learnerId, IncomingRecord.Taken record, Verdict verdict, Actor actor, CancellationToken cancellation) =>
        db.TransactAsync<BadgeAnswer>(async () =>
        {
            db.ChangeTracker.Clear();
            var now = time.GetUtcNow().UtcDateTime;
            var issuer = record.Badge!.IssuerId;
            if (await db.Credentials.AsTracking().Where(credential => credential.IssuerId != null && credential.CanonicalId == record.CanonicalId).FirstOrDefaultAsync(cancellation) is { } stored)
                return await FoundAsync(stored, learnerId, record, actor, now, cancellation);
            if (await db.Credentials.CountAsync(credential => credential.LearnerId == learnerId && credential.IsLearnerSupplied, cancellation) >= MostOfOneLearner)
                return new BadgeAnswer.Refused(record.AchievementName ?? "", issuer, [], $"You have added {MostOfOneLearner} badges, which is the most that are kept. Write to the registrar's office.");
            var partner = await PartnerAsync(verdict.State == VerificationState.Valid ? issuer : null, cancellation);
            if (await db.Credentials.AnyAsync(credential => credential.PartnerId == partner.Id && credential.ExternalId == record.ExternalId && credential.CanonicalId != record.CanonicalId, cancellation))
                return new BadgeAnswer.Refused(record.AchievementName ?? "", issuer, [], "A badge with this id by another issuer is here already. Write to the registrar's office: somebody will look into it.");
            var achievement = await db.Achievements.AsTracking().FirstOrDefaultAsync(achievement => achievement.PartnerId == partner.Id && achievement.ExternalId == record.AchievementExternalId, cancellation);
            if (achievement is null)
                db.Achievements.Add(achievement = CredentialIntake.Learned(record, partner.Id, now));
            var credential = CredentialIntake.CredentialOf(record, new IntakeSession(partner, Guid.Empty, []), achievement.Id, now);
            (credential.LearnerId, credential.IsLearnerSupplied) = (learnerId, true);
            credential.Judge(verdict, isBehindGrant: false, now);
            credential.Trust((await IssuerRegister.ReadAsync(db, cancellation)).Trusts(credential), partner.Name, now);
            db.Credentials.Add(credential);
            if (record.Badge.Original is { } file)
                db.CredentialOriginals.Add(new CredentialOriginal { CredentialId = credential.Id, Number = 1, Kind = file.Kind, Sha256 = file.Sha256, Bytes = file.Bytes.ToArray() });
            await Touch.LearnersAsync(db, [learnerId], now, cancellation);
            db.AuditEntries.Add(AuditEntry.Of(actor, now, "Badge added", nameof(Credential), credential.Id, null, $"{credential.Verification}, {credential.Status}", record.Location));
            return new BadgeAnswer.Added(achievement.Name, issuer, credential.Checks, credential.Id, credential.Verification, credential.Status, partner.Code != Partner.UnregisteredCode);
        }, cancellation);

    /// <summary>It came through another door before. One that waited for its person has found it: it names this learner.</summary>
    private async Task<BadgeAnswer> FoundAsync(Credential stored, Guid learnerId, IncomingRecord.Taken record, Actor actor, DateTime now, CancellationToken cancellation)
    {
        var title = await db.Achievements.Where(achievement => achievement.Id == stored.AchievementId).Select(achievement => achievement.Name).SingleAsync(cancellation);
        if (stored.LearnerId is { } owner && owner != learnerId)
            return new BadgeAnswer.Refused(title, stored.IssuerId!, [], "This badge stands in another person's record here. Write to the registrar's office: somebody will look into it.");
        if (stored.LearnerId is null && stored.PayloadSha256 != record.PayloadSha256)
            return new BadgeAnswer.Refused(title, stored.IssuerId!, [], "A badge with this id is here already with another content. Write to the registrar's office: somebody will look into it.");
        if (stored.LearnerId is null)
        {
            stored.LearnerId = learnerId;
            await Touch.LearnersAsync(db, [learnerId], now, cancellation);
            db.AuditEntries.Add(AuditEntry.Of(actor, now, "Credential matched", nameof(Credential), stored.Id, null, learnerId.ToString(), "The learner added the badge, and it names a confirmed identity"));
        }

        return new BadgeAnswer.AlreadyThere(title, stored.IssuerId!, stored.Checks, stored.Id);
    }

    /// <param name="issuer">Null while nothing shows that it is the issuer: what anybody can write teaches a partner's catalogue nothing. The sweep moves it once it is verified.</param>
    private async Task<Partner> PartnerAsync(string? issuer, CancellationToken cancellation)
    {
        var registered = (await IssuerRegister.ReadAsync(db, cancellation)).PartnerOf(issuer);
        var partner = await db.Partners.AsTracking().FirstOrDefaultAsync(partner => registered != null ? partner.Id == registered : partner.Code == Partner.UnregisteredCode, cancellation);
        if (partner is null)
            db.Partners.Add(partner = new Partner { Code = Partner.UnregisteredCode, Name = "Unregistered issuers", Connector = Partner.NoConnector });
        return partner;
    }
}
