using CreditBridge.Core.Night;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class NightRunConfiguration : IEntityTypeConfiguration<NightRun>
{
    public void Configure(EntityTypeBuilder<NightRun> builder)
    {
        builder.HasIndex(night => night.IsOpen).IsUnique();
        builder.HasIndex(night => night.RequestedAt);
    }
}
