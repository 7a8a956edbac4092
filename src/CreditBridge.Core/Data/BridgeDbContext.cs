using System.Reflection;
using CreditBridge.Core.Access;
using CreditBridge.Core.Audit;
using CreditBridge.Core.Catalog;
using CreditBridge.Core.Credentials;
using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Grants.Cases;
using CreditBridge.Core.Grants.Codes;
using CreditBridge.Core.Grants.Reconciliation;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Letters;
using CreditBridge.Core.Night;
using CreditBridge.Core.Partners;
using CreditBridge.Core.Reads;
using CreditBridge.Core.Requests;
using CreditBridge.Core.Rules;
using Microsoft.EntityFrameworkCore;

namespace CreditBridge.Core.Data;

/// <summary>
/// The one database model; a sealed subclass for each database holds its migrations and the few things that differ. Enums are stored by name, instants
/// are UTC, texts have a length, external ids compare byte for byte.
/// </summary>
public abstract class BridgeDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<User> Users => Set<User>();
    public DbSet<UserSession> UserSessions => Set<UserSession>();
    public DbSet<SignInLink> SignInLinks => Set<SignInLink>();
    public DbSet<Delegation> Delegations => Set<Delegation>();
    public DbSet<SavedView> SavedViews => Set<SavedView>();
    public DbSet<ApiClient> ApiClients => Set<ApiClient>();
    public DbSet<IdempotentAnswer> IdempotentAnswers => Set<IdempotentAnswer>();
    public DbSet<Institution> Institutions => Set<Institution>();
    public DbSet<Course> Courses => Set<Course>();
    public DbSet<Term> Terms => Set<Term>();
    public DbSet<Program> Programs => Set<Program>();
    public DbSet<Department> Departments => Set<Department>();
    public DbSet<Partner> Partners => Set<Partner>();
    public DbSet<HookDelivery> HookDeliveries => Set<HookDelivery>();
    public DbSet<Achievement> Achievements => Set<Achievement>();
    public DbSet<AchievementVersion> AchievementVersions => Set<AchievementVersion>();
    public DbSet<Learner> Learners => Set<Learner>();
    public DbSet<LearnerIdentity> LearnerIdentities => Set<LearnerIdentity>();
    public DbSet<LearnerMerge> LearnerMerges => Set<LearnerMerge>();
    public DbSet<Consent> Consents => Set<Consent>();
    public DbSet<CorrectionAsk> CorrectionAsks => Set<CorrectionAsk>();
    public DbSet<WalletConnection> WalletConnections => Set<WalletConnection>();
    public DbSet<TranscriptEntry> TranscriptEntries => Set<TranscriptEntry>();
    public DbSet<Credential> Credentials => Set<Credential>();
    public DbSet<CredentialVersion> CredentialVersions => Set<CredentialVersion>();
    public DbSet<CredentialOriginal> CredentialOriginals => Set<CredentialOriginal>();
    public DbSet<QuarantinedRecord> QuarantinedRecords => Set<QuarantinedRecord>();
    public DbSet<SyncRun> SyncRuns => Set<SyncRun>();
    public DbSet<SyncCheckpoint> SyncCheckpoints => Set<SyncCheckpoint>();
    public DbSet<EquivalencyRule> EquivalencyRules => Set<EquivalencyRule>();
    public DbSet<RuleVersion> RuleVersions => Set<RuleVersion>();
    public DbSet<RuleSet> RuleSets => Set<RuleSet>();
    public DbSet<ImpactRun> ImpactRuns => Set<ImpactRun>();
    public DbSet<ImpactRow> ImpactRows => Set<ImpactRow>();
    public DbSet<RuleFinding> RuleFindings => Set<RuleFinding>();
    public DbSet<PolicyLayer> PolicyLayers => Set<PolicyLayer>();
    public DbSet<CreditRequest> CreditRequests => Set<CreditRequest>();
    public DbSet<RequestLine> RequestLines => Set<RequestLine>();
    public DbSet<RequestEntry> RequestEntries => Set<RequestEntry>();
    public DbSet<Attachment> Attachments => Set<Attachment>();
    public DbSet<Promise> Promises => Set<Promise>();
    public DbSet<Holiday> Holidays => Set<Holiday>();
    public DbSet<Letter> Letters => Set<Letter>();
    public DbSet<LetterTemplate> LetterTemplates => Set<LetterTemplate>();
    public DbSet<CreditGrant> CreditGrants => Set<CreditGrant>();
    public DbSet<GrantLine> GrantLines => Set<GrantLine>();
    public DbSet<CredentialUse> CredentialUses => Set<CredentialUse>();
    public DbSet<CourseEntitlement> CourseEntitlements => Set<CourseEntitlement>();
    public DbSet<GrantCase> GrantCases => Set<GrantCase>();
    public DbSet<Award> Awards => Set<Award>();
    public DbSet<Posting> Postings => Set<Posting>();
    public DbSet<PostingExchange> PostingExchanges => Set<PostingExchange>();
    public DbSet<SisCode> SisCodes => Set<SisCode>();
    public DbSet<ReconciliationRun> ReconciliationRuns => Set<ReconciliationRun>();
    public DbSet<ReconciliationDifference> ReconciliationDifferences => Set<ReconciliationDifference>();
    public DbSet<SisRead> SisReads => Set<SisRead>();
    public DbSet<NightRun> NightRuns => Set<NightRun>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<AuditCheckpoint> AuditCheckpoints => Set<AuditCheckpoint>();
    public DbSet<TrailHead> TrailHeads => Set<TrailHead>();
    public DbSet<TrailBlock> TrailBlocks => Set<TrailBlock>();
    public DbSet<DisclosureEntry> DisclosureEntries => Set<DisclosureEntry>();

    /// <summary>A collation that compares byte for byte, where the database's own may not.</summary>
    protected virtual string? BinaryCollation => null;

    /// <summary>One action is one transaction: this opens it through the database's own retry strategy, and saves.</summary>
    public Task<T> TransactAsync<T>(Func<Task<T>> action, CancellationToken cancellation = default) =>
        Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var transaction = await Database.BeginTransactionAsync(cancellation);
            var result = await action();
            await SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return result;
        });

    public Task TransactAsync(Func<Task> action, CancellationToken cancellation = default) =>
        TransactAsync(async () =>
        {
            await action();
            return true;
        }, cancellation);

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        RaiseVersions();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        RaiseVersions();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<string>().HaveMaxLength(400);
        configurationBuilder.Properties<decimal>().HavePrecision(12, 3);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(BridgeDbContext).Assembly);
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(type => type.GetDeclaredProperties()))
        {
            if (property.PropertyInfo?.GetCustomAttribute<LongTextAttribute>() is not null)
                property.SetMaxLength(null);
            if (property.PropertyInfo?.GetCustomAttribute<ExternalIdAttribute>() is not null)
            {
                property.SetMaxLength(ExternalIdAttribute.MostCharacters);
                property.SetCollation(BinaryCollation);
            }

            if (property is { Name: "Version", ClrType.Name: nameof(Int32) })
                property.IsConcurrencyToken = true;
        }
    }

    private void RaiseVersions()
    {
        foreach (var entry in ChangeTracker.Entries())
        {
            AppendOnly.Demand(entry);
            if (entry.State == EntityState.Modified && entry.Metadata.FindProperty("Version") is { IsConcurrencyToken: true } version)
                entry.Property(version).CurrentValue = (int)entry.Property(version).OriginalValue! + 1;
        }
    }
}
