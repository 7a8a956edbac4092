using CreditBridge.Core.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class TrailHeadConfiguration : IEntityTypeConfiguration<TrailHead>
{
    public void Configure(EntityTypeBuilder<TrailHead> builder)
    {
        builder.Property(head => head.ChainHash).HasMaxLength(SealHash.Bytes);
        builder.HasData(new TrailHead { ChainHash = SealHash.Start });
    }
}
