using CreditBridge.Core.Credentials.Intake;
using CreditBridge.Core.Night;
using CreditBridge.Core.Partners;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class SyncRunConfiguration : IEntityTypeConfiguration<SyncRun>
{
    public void Configure(EntityTypeBuilder<SyncRun> builder)
    {
        builder.HasIndex(run => new { run.NightRunId, run.PartnerId }).IsUnique();
        builder.HasIndex(run => new { run.PartnerId, run.IsOpen }).IsUnique().HasFilter("\"IsOpen\" IS NOT NULL");
        builder.HasIndex(run => run.StartedAt);
        builder.Ignore(run => run.Read);
        builder.HasOne<Partner>().WithMany().HasForeignKey(run => run.PartnerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<NightRun>().WithMany().HasForeignKey(run => run.NightRunId).OnDelete(DeleteBehavior.Restrict);
    }
}
