using System.CommandLine;
using System.Globalization;
using CreditBridge.Core.Credentials.Verifying;
using CreditBridge.Core.Data;
using CreditBridge.Jobs.Settings;
using CreditBridge.OpenBadges;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CreditBridge.Jobs.Commands;

/// <summary><c>creditbridge verify</c>: what can be said of credentials in files or at addresses. Nothing is stored.</summary>
internal static class VerifyCommand
{
    public static Command Create(Option<string?> dataOption)
    {
        var files = new Argument<string[]>("credential") { Description = "Files (JSON, JWT, PNG, SVG) or https addresses.", Arity = ArgumentArity.OneOrMore };
        var now = new Option<string?>("--now") { Description = "Judge as of this moment, as 2026-11-24 or 2026-11-24T12:00:00Z; default: now." };
        var documents = new Option<string?>("--documents") { Description = "A JSON file that maps addresses to local files; then nothing is fetched, and each file counts as what lies at its own id." };
        var recipients = new Option<string[]>("--recipient") { Description = "An identity (e-mail address, DID) of the person it should be about; may be given again." };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("verify", "Verify digital credentials. Exit 0: all valid, 1: one is invalid, 3: none invalid but one could not be decided, 2: usage.") { files, now, documents, recipients, json };
        files.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !VerifiedFile.IsAddress(token.Value) && !File.Exists(token.Value)))
                result.AddError($"There is no file {token.Value}.");
        });
        documents.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && WhyNot(token.Value) is { } problem)
                result.AddError(problem);
        });
        now.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !TryMoment(token.Value, out _))
                result.AddError($"--now takes a moment such as 2026-11-24 or 2026-11-24T12:00:00Z, not '{token.Value}'.");
        });
        command.SetAction((parse, cancellation) => RunAsync(
            DataFolder.Resolve(parse.GetValue(dataOption)),
            parse.GetRequiredValue(files),
            TryMoment(parse.GetValue(now), out var moment) ? moment : null,
            parse.GetValue(documents),
            [.. (parse.GetValue(recipients) ?? []).Select(RecipientIdentity.Of)],
            parse.GetValue(json),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(DataFolder data, string[] files, DateTimeOffset? now, string? index, IReadOnlyList<RecipientIdentity> recipients, bool json, CancellationToken cancellation)
    {
        using var host = BridgeHost.Build(data, LogLevel.Warning);
        var register = await RegisterAsync(host, cancellation);
        var source = index is null ? host.Services.GetRequiredService<IDocumentSource>() : new IndexedDocuments(index);
        var canonicalizer = host.Services.GetRequiredService<JsonLdCanonicalizer>();
        TimeProvider time = now is { } moment ? new FixedTime(moment) : TimeProvider.System;
        var answers = new VerifiedFile[files.Length];
        await Parallel.ForAsync(0, files.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation }, async (number, cancel) =>
            answers[number] = await VerifiedFile.OfAsync(files[number], canonicalizer, source, time, register, recipients, cancel));
        if (json)
            await JsonOutput.WriteAsync(answers);
        else
            await WriteAsync(answers, recipients.Count > 0, Console.Out);
        return answers.Any(answer => answer.Result == VerifiedFile.Invalid) ? 1 : answers.All(answer => answer.Result == VerifiedFile.Valid) ? 0 : 3;
    }

    /// <summary>The partners' issuers, where this machine has a database of a bridge; a look at a file makes none.</summary>
    private static async Task<IssuerRegister> RegisterAsync(IHost host, CancellationToken cancellation)
    {
        if (!BridgeHost.HasDatabase(host))
            return IssuerRegister.Empty;
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BridgeDbContext>();
        await db.MigrateBridgeDatabaseAsync(cancellation);
        return await IssuerRegister.ReadAsync(db, cancellation);
    }

    /// <returns>Why this is no index of documents, or null.</returns>
    private static string? WhyNot(string path)
    {
        if (!File.Exists(path))
            return $"There is no file {path}.";
        try
        {
            _ = new IndexedDocuments(path);
            return null;
        }
        catch (FormatException problem)
        {
            return problem.Message;
        }
    }

    private static async Task WriteAsync(IEnumerable<VerifiedFile> answers, bool isCompared, TextWriter to)
    {
        foreach (var answer in answers)
        {
            await to.WriteLineAsync($"{answer.File}: {answer.Result}{(answer.Reasons.Count > 0 ? $" ({string.Join(", ", answer.Reasons)})" : "")}");
            foreach (var check in answer.Checks)
                await to.WriteLineAsync($"  {Sign(check.Result)} {check.What}: {check.Sentence}");
            if (!isCompared)
                await to.WriteLineAsync("  ! Recipient: not compared; --recipient says whose it should be.");
            await to.WriteLineAsync($"  {(answer.Trust == VerifiedFile.Registered ? '+' : '!')} Trust: {(answer.Trust == VerifiedFile.Registered ? "a partner's register names its issuer." : "no partner's register here names its issuer; anybody can sign.")}");
        }
    }

    private static char Sign(CheckResult result) => result switch { CheckResult.Passed => '+', CheckResult.Warning => '!', CheckResult.Failed => '-', _ => '?' };

    private static bool TryMoment(string? text, out DateTimeOffset moment) => DateTimeOffset.TryParseExact(
        text, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out moment);

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
