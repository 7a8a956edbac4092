using System.Globalization;
using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Credentials.Verifying;
using CreditBridge.Core.Data;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Grants.Cases;
using CreditBridge.Core.Grants.Codes;
using CreditBridge.Core.Grants.Reversals;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Letters;
using CreditBridge.Core.Partners;
using CreditBridge.Core.Reports;
using CreditBridge.Core.Requests;
using CreditBridge.Core.Rules;
using CreditBridge.Core.Tables;
using CreditBridge.Jobs.Connectors;
using CreditBridge.Jobs.Connectors.Accredible;
using CreditBridge.Jobs.Connectors.CanvasCredentials;
using CreditBridge.Jobs.Connectors.Coursera;
using CreditBridge.Jobs.Connectors.Credly;
using CreditBridge.Jobs.Connectors.CsvOverHttp;
using CreditBridge.Jobs.Connectors.ExamScores;
using CreditBridge.Jobs.Connectors.Folder;
using CreditBridge.Jobs.Connectors.Hooks;
using CreditBridge.Jobs.Connectors.OpenBadges21;
using CreditBridge.Jobs.Connectors.OpenBadges3;
using CreditBridge.Jobs.Connectors.OpenEdx;
using CreditBridge.Jobs.Connectors.Register;
using CreditBridge.Jobs.Connectors.Wallets;
using CreditBridge.Jobs.Connectors.Wire;
using CreditBridge.Jobs.Imports;
using CreditBridge.Jobs.Letters;
using CreditBridge.Jobs.Night;
using CreditBridge.Jobs.Settings;
using CreditBridge.Jobs.StudentSystem;
using CreditBridge.OpenBadges;
using CreditBridge.Sis;
using CreditBridge.Sis.Ethos;
using CreditBridge.Sis.Ethos.Reads;
using CreditBridge.Sis.Extracts;
using CreditBridge.Sis.FlatFile;
using CreditBridge.Sis.PeopleSoft;
using CreditBridge.Sis.Pesc;
using CreditBridge.Sis.Workday;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CreditBridge.Jobs.Hosting;

/// <summary>Everything that web, worker and commands share.</summary>
public static class BridgeServices
{
    public static IServiceCollection AddBridge(this IServiceCollection services, IConfiguration configuration, DataFolder data)
    {
        // Numbers and dates look the same whatever the machine's language is; what is for people is formatted on purpose.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
        var sis = (configuration.GetSection("Sis").Get<SisOptions>() ?? new SisOptions()).Validated();
        sis.FlatFile.Folder = sis.FlatFile.Folder is { Length: > 0 } batches ? batches : data.Outbox;
        sis.Pesc.Folder = sis.Pesc.Folder is { Length: > 0 } transcripts ? transcripts : data.Outbox;
        sis.Workday.Folder = sis.Workday.Folder is { Length: > 0 } files ? files : data.Outbox;
        sis.Extracts.Folder = sis.Extracts.Folder is { Length: > 0 } extracts ? extracts : data.Extracts;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(data);
        services.AddSingleton(sis);
        services.AddSingleton(configuration.GetSection("Jobs").Get<JobsOptions>() ?? new JobsOptions());
        services.AddBridgeDatabase(configuration.GetSection("Database").Get<DatabaseOptions>() ?? new DatabaseOptions(), data.Path);

        var issuing = configuration.GetSection("Issuing").Get<IssuingOptions>() ?? new IssuingOptions();
        services.AddBridgeAwards(issuing.Site(), issuing.KeyFolder.Length > 0 ? Path.GetFullPath(issuing.KeyFolder) : data.IssuingKeys);

        services.AddHttpClient("Ethos", client => client.Timeout = TimeSpan.FromSeconds(sis.Ethos.AnswerSeconds)).WithoutRepeats();
        // A call gives up within the time to send.
        services.AddHttpClient("Sis", client => client.Timeout = sis.Send * 0.8).WithoutRepeats();
        services.AddSingleton<SisTalk>();
        services.AddSingleton<ISisAdapter>(provider => sis.Adapter switch
        {
            "FlatFile" => new FlatFileAdapter(sis.FlatFile, provider.GetRequiredService<TimeProvider>()),
            "Ethos" => new EthosAdapter(sis.Ethos, provider.GetRequiredService<IHttpClientFactory>().CreateClient("Ethos"), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<SisTalk>()),
            "PeopleSoft" => new PeopleSoftAdapter(sis.PeopleSoft, provider.GetRequiredService<IHttpClientFactory>().CreateClient("Sis"), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<SisTalk>()),
            "Pesc" => new PescAdapter(sis.Pesc, provider.GetRequiredService<TimeProvider>()),
            "Workday" => new WorkdayAdapter(sis.Workday, provider.GetRequiredService<IHttpClientFactory>().CreateClient("Sis"), provider.GetRequiredService<TimeProvider>()),
            _ => throw new InvalidOperationException($"Sis:Adapter '{sis.Adapter}' is not known; known are FlatFile, Ethos, PeopleSoft, Pesc and Workday."),
        });
        if (sis.Reads == "Extracts")
            services.AddSingleton<ISisReader>(new ExtractReader(sis.Extracts));
        if (sis.Reads == "Ethos")
            services.AddSingleton<ISisReader>(provider => new EthosSisReader(sis.Ethos, provider.GetRequiredService<IHttpClientFactory>().CreateClient("Ethos"), provider.GetRequiredService<TimeProvider>()));
        services.AddDataProtection().SetApplicationName("CreditBridge").PersistKeysToFileSystem(new DirectoryInfo(data.Keys));
        services.AddSingleton(_ => new PartnerWires(configuration.GetSection("Partners").Get<GuardedOptions>() ?? new GuardedOptions(), configuration.GetSection("Documents").Get<GuardedOptions>() ?? new GuardedOptions()));
        services.AddSingleton<PartnerAccounts>();
        services.AddSingleton(new PartnerFolders(data, configuration.GetSection("Partners:Folders").Get<string[]>() ?? []));
        services.AddSingleton<IPartnerConnector, FolderConnector>();
        services.AddSingleton<IPartnerConnector, ExamScoresConnector>();
        services.AddSingleton<IPartnerConnector, CredlyConnector>();
        services.AddSingleton<IPartnerConnector, CanvasConnector>();
        services.AddSingleton<IPartnerConnector, AccredibleConnector>();
        services.AddSingleton<IPartnerConnector, OpenBadges3Connector>();
        services.AddSingleton<IPartnerConnector, OpenBadges21Connector>();
        services.AddSingleton<IPartnerConnector, CourseraConnector>();
        services.AddSingleton<IPartnerConnector, OpenEdxConnector>();
        services.AddSingleton<IPartnerConnector, CsvOverHttpConnector>();

        services.AddSingleton(_ => new JsonLdCanonicalizer());
        services.AddSingleton<IDocumentSource>(_ => new SiteDocuments(
            File.Exists(data.Documents) ? new IndexedDocuments(data.Documents) : null,
            new GuardedDocuments(configuration.GetSection("Documents").Get<GuardedOptions>() ?? new GuardedOptions())));
        services.AddSingleton<CredentialVerifier>();
        services.AddSingleton<CredentialChecking>();
        services.AddSingleton(configuration.GetSection("SignIn").Get<ArrivalOptions>() ?? new ArrivalOptions());
        services.AddScoped<Arriving>();
        services.AddScoped<SignInLinks>();
        services.AddScoped<UserListing>();
        services.AddScoped<Delegating>();
        services.AddScoped<ProgramListing>();
        services.AddScoped<OnceKeeping>();
        services.AddScoped<VerificationSweep>();
        services.AddScoped<BadgeAdding>();
        services.AddScoped<IssuerRegistering>();
        services.AddScoped<PartnerKeeping>();
        services.AddScoped<PartnerRegistering>();
        services.AddScoped<CaseClosing>();
        services.AddScoped<GrantReversing>();
        services.AddScoped<Sealing>();
        services.AddScoped<Redaction>();
        services.AddScoped<InclusionProofs>();
        services.AddScoped<CredentialIntake>();
        services.AddScoped<Rematching>();
        services.AddScoped<RawPurging>();
        services.AddScoped<UserNaming>();
        services.AddScoped<NightEvaluation>();
        services.AddScoped<LineDeciding>();
        services.AddScoped<RequestDesk>();
        services.AddScoped<RequestTurns>();
        services.AddScoped<FacultyAnswering>();
        services.AddScoped<RequestScope>();
        services.AddScoped<RequestReminding>();
        services.AddScoped<AlikeDeciding>();
        services.AddScoped<ClockEditing>();
        services.AddScoped<SavedViews>();
        services.AddScoped<RequestAsking>();
        services.AddScoped<OwnRequests>();
        services.AddScoped<ConsentKeeping>();
        services.AddScoped<Corrections>();
        services.AddScoped<OwnCopy>();
        services.AddScoped<DisclosureReport>();
        services.AddScoped<AwardLooks>();
        services.AddSingleton(provider => new AttachmentStore(data.Attachments, provider.GetRequiredService<TimeProvider>()));
        services.AddScoped<LetterWriting>();
        services.AddSingleton((configuration.GetSection("Letters").Get<LetterOptions>() ?? new LetterOptions()).Validated());
        services.AddScoped<LetterSweep>();
        services.AddScoped<LetterTemplates>();
        services.AddScoped<StaffDigest>();
        services.AddScoped<OfferPolicy>();
        services.AddScoped<AwardingByHand>();
        services.AddScoped<LearnerMerging>();
        services.AddScoped<PostedTelling>();
        services.AddScoped<OfferAnswering>();
        services.AddScoped<HoldSweep>();
        services.AddScoped<PolicyLayers>();
        services.AddScoped<RuleChecking>();
        services.AddScoped<RuleLife>();
        services.AddScoped<RuleAdoption>();
        services.AddScoped<WhyNotReport>();
        services.AddScoped<EquivalencySearch>();
        services.AddScoped<RuleHealth>();
        services.AddScoped<ImpactLooking>();
        services.AddScoped<RuleImport>();
        services.AddScoped<RuleExport>();
        services.AddScoped<TableImport, TermImport>();
        services.AddScoped<TableImport, CourseImport>();
        services.AddScoped<TableImport, ProgramImport>();
        services.AddScoped<TableImport, LearnerImport>();
        services.AddScoped<TableImport, TranscriptImport>();
        services.AddScoped<ImportDesk>();
        services.AddScoped<RuleTrying>();
        services.AddScoped<Estimating>();
        services.AddScoped<GrantsReport>();
        services.AddScoped<ImpactReport>();
        services.AddScoped<PartnerPull>();
        services.AddScoped<SyncRequests>();
        services.AddSingleton<WalletVault>();
        services.AddScoped<WalletConnecting>();
        services.AddScoped<WalletReading>();
        services.AddScoped<HookInbox>();
        services.AddScoped<HookSecrets>();
        services.AddScoped<HookSweep>();
        services.AddScoped<CatalogPull>();
        services.AddScoped<PostingTrail>();
        services.AddScoped<PostingFinding>();
        services.AddScoped<CodeKeeping>();
        services.AddScoped<SisTrying>();
        services.AddScoped<TranscriptReading>();
        services.AddScoped<PostingClaims>();
        services.AddScoped<PostingSweep>();
        services.AddScoped<PostingHandling>();
        services.AddScoped<Reconciling>();
        services.AddScoped<ReconciliationHandling>();
        services.AddScoped<CourseEnding>();
        services.AddScoped<SisReads>();
        services.AddScoped<SisTaking>();
        services.AddScoped<SisReading>();
        services.AddScoped<QuarantineHandling>();
        services.AddScoped<NightRequests>();
        services.AddSingleton<NightWork>();
        return services;
    }
}
