using CreditBridge.Core.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class ImpactRunConfiguration : IEntityTypeConfiguration<ImpactRun>
{
    public void Configure(EntityTypeBuilder<ImpactRun> builder)
    {
        builder.HasIndex(run => new { run.RuleVersionId, run.RequestedAt });
        builder.HasIndex(run => run.State);
        builder.HasOne<RuleVersion>().WithMany().HasForeignKey(run => run.RuleVersionId).OnDelete(DeleteBehavior.Cascade);
    }
}
