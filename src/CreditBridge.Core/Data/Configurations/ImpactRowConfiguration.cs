using CreditBridge.Core.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class ImpactRowConfiguration : IEntityTypeConfiguration<ImpactRow>
{
    public void Configure(EntityTypeBuilder<ImpactRow> builder)
    {
        builder.HasIndex(row => new { row.ImpactRunId, row.Kind });
        builder.HasOne<ImpactRun>().WithMany().HasForeignKey(row => row.ImpactRunId).OnDelete(DeleteBehavior.Cascade);
    }
}
