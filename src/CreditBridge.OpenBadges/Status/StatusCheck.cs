using System.Text.Json;

namespace CreditBridge.OpenBadges;

/// <summary>Whether the issuer has taken the credential back. What cannot be asked is not known: a list that is out of reach or broken is never a pass.</summary>
internal sealed class StatusCheck(JsonDocuments documents, ProofCheck proofs, JwtCheck tokens, TimeProvider time)
{
    private const string What = "Status";
    private const int MostEntries = 8;

    public async Task CheckAsync(JsonElement credential, string issuer, CheckLog log, CancellationToken cancellation)
    {
        var entries = credential.Items("credentialStatus").ToList();
        if (entries.Count > MostEntries)
            log.Unknown(What, "counted", Reasons.TooComplex, $"It names {entries.Count} places to ask for its status.");
        foreach (var entry in entries.Take(MostEntries))
        {
            try
            {
                switch (entry.Text("type"))
                {
                    case "BitstringStatusListEntry":
                        await BitstringAsync(entry, "BitstringStatusListCredential", log, cancellation);
                        break;
                    case "StatusList2021Entry":
                        await BitstringAsync(entry, "StatusList2021Credential", log, cancellation);
                        break;
                    case "1EdTechRevocationList":
                        await RevocationListAsync(entry, credential.Text("id"), issuer, log, cancellation);
                        break;
                    case var type:
                        log.Unknown(What, Shortened.Of(type ?? "no type"), Reasons.StatusUnsupported, "Its status is kept in a way that this verifier does not know.");
                        break;
                }
            }
            catch (DocumentUnavailableException problem)
            {
                log.Unknown(What, "asked the issuer", Reasons.StatusUnreachable, $"Whether it was taken back could not be asked: {problem.Message}");
            }
            catch (FormatException problem)
            {
                log.Unknown(What, "read the status list", Reasons.StatusListBad, $"The status list cannot be read: {problem.Message}");
            }
        }
    }

    /// <summary>Bitstring Status List 1.0, 3.2 'Validate Algorithm'.</summary>
    private async Task BitstringAsync(JsonElement entry, string listType, CheckLog log, CancellationToken cancellation)
    {
        var address = entry.Text("statusListCredential") ?? throw new FormatException("the entry names no list.");
        var purpose = entry.Text("statusPurpose") ?? "revocation";
        var list = await ListAsync(address, log, cancellation);
        if (list is not { } credential)
            return;
        if (!credential.HasType(listType) && !credential.HasType("BitstringStatusListCredential"))
        {
            log.Failed(What, "read the status list", Reasons.StatusListWrongType, "What its issuer gives as status list is not one.");
            return;
        }

        if (Instant.Of(credential, "validFrom", "issuanceDate") > log.Now || Instant.Of(credential, "validUntil", "expirationDate") <= log.Now)
        {
            log.Unknown(What, "read the status list", Reasons.StatusListBad, "The issuer's status list is out of date, so it does not say how things are now.");
            return;
        }

        var subject = credential.First("credentialSubject") ?? throw new FormatException("it has no subject.");
        if (!subject.Texts("statusPurpose").Contains(purpose, StringComparer.Ordinal))
        {
            log.Failed(What, "read the status list", Reasons.StatusPurposeDiffers, $"It asks for '{Shortened.Of(purpose)}' in a list that is kept for another purpose.");
            return;
        }

        // An old list of the same issuer could be shown in place of the new one; many issuers move their lists, so it is told and does not decide.
        if (credential.Text("id") is { } id && !WebAddress.IsSame(id, address))
            log.Warning(What, "read the status list", Reasons.StatusListOtherId, $"The status list calls itself {Shortened.Of(id)}, not the address it was read from.");
        var bits = StatusBits.Expand(subject.Text("encodedList") ?? throw new FormatException("it has no list."));
        var size = entry.Decimal("statusSize") is { } wide ? wide is >= 1 and <= 16 ? (int)wide : throw new FormatException("the entry's size is not possible.") : 1;
        if (entry.Decimal("statusListIndex") is not { } index || index != decimal.Truncate(index) || index is < 0 or > int.MaxValue || StatusBits.At(bits, (long)index, size) is not { } value)
        {
            log.Failed(What, "read the status list", Reasons.StatusIndexOutOfRange, $"Its place in the status list does not exist: the list has {bits.LongLength * 8 / size} entries.");
            return;
        }

        if (bits.LongLength * 8 / size < StatusBits.LeastEntries)
            log.Warning(What, "counted the status list", Reasons.StatusListShort, $"The issuer's status list has {bits.LongLength * 8 / size} entries, fewer than the {StatusBits.LeastEntries} it should have to keep secret whom it is asked about.");
        Judge(purpose, value, (int)index, log);
    }

    private static void Judge(string purpose, int value, int index, CheckLog log)
    {
        var how = $"entry {index} of the issuer's list, {Shortened.Of(purpose)}";
        switch (purpose)
        {
            case "revocation" when value != 0:
                log.Failed(What, how, Reasons.Revoked, "Its issuer has revoked it. That is final.");
                break;
            case "suspension" when value != 0:
                log.Failed(What, how, Reasons.Suspended, "Its issuer has suspended it; that may be lifted again.");
                break;
            case "revocation" or "suspension":
                log.Passed(What, how, purpose == "revocation" ? "Its issuer has not revoked it." : "Its issuer has not suspended it.");
                break;
            case "message" or "refresh":
                log.Passed(What, how, "Its issuer keeps a message about it, which does not decide whether it is valid.");
                break;
            default:
                log.Unknown(What, how, Reasons.StatusUnsupported, "Its status has a purpose that this verifier does not know.");
                break;
        }
    }

    /// <returns>The list as a credential, once its own signature is good; else null, and the log says why.</returns>
    private async Task<JsonElement?> ListAsync(string address, CheckLog log, CancellationToken cancellation)
    {
        var text = System.Text.Encoding.UTF8.GetString((await documents.GetBytesAsync(address, DocumentKind.StatusList, cancellation)).Bytes.Span).Trim();
        var own = new CheckLog(time);
        JsonElement credential;
        if (CompactJws.Looks(text))
        {
            var token = CompactJws.Read(text);
            credential = JwtCredential.Of(token.Payload);
            if (JwtCredential.Difference(token.Payload, credential) is { } difference)
                throw new FormatException(difference);
            await tokens.CheckAsync(token, IssuerOf(credential), own, cancellation);
        }
        else
        {
            credential = StrictJson.Parse(text);
            await proofs.CheckAsync(credential, IssuerOf(credential), own, cancellation);
        }

        if (own.Checks.Count > 0 && own.Checks.All(check => check.Result is CheckResult.Passed or CheckResult.Warning))
            return credential;
        var problem = own.Checks.First(check => check.Result is CheckResult.Failed or CheckResult.Unknown);
        log.Unknown(What, "checked the status list's own signature", Reasons.StatusListBad, $"The status list cannot be believed. {problem.Sentence}");
        return null;
    }

    private static string IssuerOf(JsonElement credential) => credential.IdOf("issuer") ?? throw new FormatException("it names no issuer.");

    /// <summary>1EdTech Revocation List (Open Badges 3.0, '1EdTechRevocationList'): unsigned, believed because it lies where the signed credential says.</summary>
    private async Task RevocationListAsync(JsonElement entry, string? credentialId, string issuer, CheckLog log, CancellationToken cancellation)
    {
        var list = await documents.GetAsync(entry.Text("id") ?? throw new FormatException("the entry names no list."), DocumentKind.StatusList, cancellation);
        if (list.IdOf("issuer") is { } owner && owner != issuer)
            throw new FormatException("it is another issuer's.");
        var found = list.Items("revokedCredential").Concat(list.Items("revokedCredentials")).Where(revoked => JsonParts.IdOf(revoked) == credentialId && credentialId is not null).ToList();
        if (found.Exists(revoked => revoked.ValueKind == JsonValueKind.String || revoked.First("revoked") is not { ValueKind: JsonValueKind.False }))
            log.Failed(What, "1EdTech revocation list", Reasons.Revoked, $"Its issuer has revoked it{(found[0].ValueKind == JsonValueKind.Object && found[0].Text("revocationReason") is { } why ? $": {Shortened.Of(why)}" : "")}.");
        else
            log.Passed(What, "1EdTech revocation list", "Its issuer has not revoked it.");
    }
}
