using CreditBridge.Core.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class AuditCheckpointConfiguration : IEntityTypeConfiguration<AuditCheckpoint>
{
    public void Configure(EntityTypeBuilder<AuditCheckpoint> builder)
    {
        builder.HasIndex(checkpoint => checkpoint.Day).IsUnique();
        builder.HasIndex(checkpoint => checkpoint.TreeSize);
        builder.Property(checkpoint => checkpoint.RootHash).HasMaxLength(SealHash.Bytes);
        builder.Property(checkpoint => checkpoint.ChainHash).HasMaxLength(SealHash.Bytes);
        builder.Ignore(checkpoint => checkpoint.Words);
    }
}
