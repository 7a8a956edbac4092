using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CreditBridge.Core.Requests;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Learners;

/// <summary>Everything that is kept about a learner, in one file for programs and one to read. Notes that staff keep among themselves are not in it, and the file says so.</summary>
public sealed class OwnCopy(BridgeDbContext db, TimeProvider time)
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Converters = { new JsonStringEnumConverter() }, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<byte[]> JsonAsync(Guid learnerId, CancellationToken cancellation) => JsonSerializer.SerializeToUtf8Bytes(await ReadAsync(learnerId, cancellation), Json);

    public async Task<byte[]> HtmlAsync(Guid learnerId, CancellationToken cancellation)
    {
        var page = new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>My data</title></head><body><h1>My data</h1>");
        Write(page, JsonSerializer.SerializeToNode(await ReadAsync(learnerId, cancellation), Json), 2);
        return Encoding.UTF8.GetBytes(page.Append("</body></html>").ToString());
    }

    private async Task<object> ReadAsync(Guid id, CancellationToken cancellation)
    {
        var learner = await db.Learners.AsNoTracking().Include(row => row.Identities).Include(row => row.Transcript).AsSplitQuery().SingleAsync(row => row.Id == id, cancellation);
        var requests = await db.CreditRequests.AsNoTracking().Include(row => row.Lines).Include(row => row.Entries).Include(row => row.Attachments).AsSplitQuery().Where(row => row.LearnerId == id).OrderBy(row => row.OpenedAt).ToListAsync(cancellation);
        return new
        {
            Made = time.GetUtcNow().UtcDateTime,
            About = "Everything this institution's credit office keeps about you. Notes that staff keep among themselves are not in it: ask the registrar's office to see them. Times are UTC.",
            Learner = learner,
            Credentials = await OwnCredentialsAsync(id, cancellation),
            Requests = requests.ConvertAll(row => new
            {
                row.Number,
                row.State,
                row.Origin,
                row.OpenedAt,
                row.DecidedAt,
                row.PromisedOn,
                row.Statement,
                row.Lines,
                History = row.Entries.Where(entry => entry.IsForLearner).OrderBy(entry => entry.At).Select(entry => new { entry.At, entry.Kind, entry.ByName, entry.Text }),
                Files = row.Attachments.Select(file => new { file.Name, file.MediaType, file.Bytes, file.Sha256, file.AddedAt, file.AddedBy }),
            }),
            Grants = await db.CreditGrants.AsNoTracking().Include(row => row.Lines).ThenInclude(line => line.Posting).Where(row => row.LearnerId == id).OrderBy(row => row.ApprovedAt).ToListAsync(cancellation),
            Letters = await db.Letters.AsNoTracking().Where(row => row.LearnerId == id).OrderBy(row => row.WrittenAt).Select(row => new { row.WrittenAt, row.To, row.Subject, row.Body, row.State, row.SentAt }).ToListAsync(cancellation),
            Links = await db.Awards.AsNoTracking().Where(row => row.LearnerId == id).Select(row => new { row.CredentialId, row.MadeAt, row.IsLinkOn, row.LinkChangedAt }).ToListAsync(cancellation),
            Consents = await db.Consents.AsNoTracking().Where(row => row.LearnerId == id).OrderBy(row => row.GivenAt).Select(row => new { row.Kind, row.Text, row.GivenAt, row.WithdrawnAt }).ToListAsync(cancellation),
            Corrections = await db.CorrectionAsks.AsNoTracking().Where(row => row.LearnerId == id).OrderBy(row => row.AskedAt).Select(row => new { row.AskedAt, row.Text, row.Answer, row.AnsweredBy, row.AnsweredAt }).ToListAsync(cancellation),
            WhereTheRecordWent = await db.DisclosureEntries.AsNoTracking().Where(row => row.LearnerId == id).OrderBy(row => row.At).Select(row => new { row.At, row.Recipient, row.Purpose, row.What, row.ActorName }).ToListAsync(cancellation),
            WhoWorkedOnIt = await RecordWork.ReadAsync(db, id, cancellation),
        };
    }

    private async Task<object> OwnCredentialsAsync(Guid id, CancellationToken cancellation) =>
        (await OwnCredential.ReadAsync(db, id, cancellation)).Select(own => new { own.Title, own.Partner, own.Credential });

    /// <summary>Objects as lists of names and values, arrays as numbered lists; all of it is text, never markup.</summary>
    private static void Write(StringBuilder page, JsonNode? node, int level)
    {
        switch (node)
        {
            case JsonObject fields when level == 2:
                foreach (var (name, value) in fields)
                {
                    page.Append("<h2>").Append(HtmlEncoder.Default.Encode(name)).Append("</h2>");
                    Write(page, value, level + 1);
                }

                break;
            case JsonObject fields:
                page.Append("<dl>");
                foreach (var (name, value) in fields)
                {
                    page.Append("<dt>").Append(HtmlEncoder.Default.Encode(name)).Append("</dt><dd>");
                    Write(page, value, level + 1);
                    page.Append("</dd>");
                }

                page.Append("</dl>");
                break;
            case JsonArray { Count: > 0 } items:
                page.Append("<ol>");
                foreach (var item in items)
                {
                    page.Append("<li>");
                    Write(page, item, level + 1);
                    page.Append("</li>");
                }

                page.Append("</ol>");
                break;
            default:
                page.Append(HtmlEncoder.Default.Encode(node is null or JsonArray ? "–" : node.ToString()));
                break;
        }
    }
}
