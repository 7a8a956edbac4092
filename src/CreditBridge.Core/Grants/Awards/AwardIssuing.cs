using System.Text;
using System.Text.Json.Nodes;
using CreditBridge.OpenBadges;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Grants;

/// <summary>Signs awards, each time they are asked for, with the key of that day; the credential's id, its learner and its place in the status list stay the same.</summary>
public sealed class AwardIssuing(BridgeDbContext db, IssuerSite site, IssuingKeys keys, CredentialSigner signer, RevocationLists lists, JsonLdCanonicalizer canonicalizer, TimeProvider time)
{
    private readonly AwardDocument _document = new(site);

    /// <returns>Null for an unknown token, and just so for one whose link is switched off.</returns>
    public async Task<AwardFacts?> OfLinkAsync(string token, CancellationToken cancellation) =>
        (await AwardReading.ReadAsync(db, award => award.Token == token && award.IsLinkOn, cancellation)).SingleOrDefault();

    public async Task<AwardFacts?> OfAsync(Award award, CancellationToken cancellation) =>
        (await AwardReading.ReadAsync(db, stored => stored.Id == award.Id, cancellation)).SingleOrDefault();

    public async Task<AwardFile> FileAsync(AwardFacts facts, AwardForm form, CancellationToken cancellation)
    {
        var (credential, key, name) = (_document.Credential(facts), await keys.CurrentAsync(cancellation), $"credit-{Slug(facts.ShortTitle)}");
        if (form == AwardForm.Jwt)
            return new(Encoding.ASCII.GetBytes(CredentialSigner.SignJwt(credential, key)), "application/vc+jwt", $"{name}.jwt");
        var signed = await SignAsync(credential, cancellation);
        return form switch
        {
            AwardForm.Png => new(BakedPng.Bake(BadgePicture.Png, signed), "image/png", $"{name}.png"),
            AwardForm.Svg => new(Encoding.UTF8.GetBytes(BakedSvg.Bake(BadgePicture.Svg(facts), signed)), "image/svg+xml", $"{name}.svg"),
            _ => new(Encoding.UTF8.GetBytes(signed), "application/vc", $"{name}.json"),
        };
    }

    /// <summary>The whole record as a CLR 2.0 with each award inside as a signed credential of its own.</summary>
    /// <param name="form">JSON or JWT: a record is no picture.</param>
    public async Task<AwardFile> RecordAsync(IReadOnlyList<Award> awards, AwardForm form, CancellationToken cancellation)
    {
        var ids = awards.Select(award => award.Id).ToList();
        var facts = await AwardReading.ReadAsync(db, award => EF.Parameter(ids).Contains(award.Id), cancellation);
        List<string> signed = [];
        foreach (var one in facts)
            signed.Add(await SignAsync(_document.Credential(one), cancellation));
        var record = _document.Record(facts, signed, time.GetUtcNow().UtcDateTime);
        return form == AwardForm.Jwt
            ? new(Encoding.ASCII.GetBytes(CredentialSigner.SignJwt(record, await keys.CurrentAsync(cancellation))), "application/vc+jwt", "credit-record.jwt")
            : new(Encoding.UTF8.GetBytes(await SignAsync(record, cancellation)), "application/vc", "credit-record.json");
    }

    /// <summary>Signs the award as a download would be, and verifies that very text with what we publish.</summary>
    public async Task<Verification> VerifyAsync(AwardFacts facts, CancellationToken cancellation)
    {
        var file = CredentialFile.OfText(await SignAsync(_document.Credential(facts), cancellation));
        return await new CredentialVerifier(canonicalizer, new OwnDocuments(site, keys, lists), time).VerifyAsync(file, [], cancellation);
    }

    private async Task<string> SignAsync(JsonObject credential, CancellationToken cancellation) =>
        await signer.SignAsync(credential, await keys.CurrentAsync(cancellation), time.GetUtcNow().UtcDateTime, cancellation);

    private static string Slug(string text) => string.Join('-', new string([.. text.Select(character => char.IsAsciiLetterOrDigit(character) ? char.ToLowerInvariant(character) : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
