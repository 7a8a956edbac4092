using CreditBridge.Core.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class TrailBlockConfiguration : IEntityTypeConfiguration<TrailBlock>
{
    public void Configure(EntityTypeBuilder<TrailBlock> builder)
    {
        builder.HasKey(block => block.Number);
        builder.Property(block => block.Number).ValueGeneratedNever();
        builder.Property(block => block.Hash).HasMaxLength(SealHash.Bytes);
    }
}
