using CreditBridge.Core.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.HasIndex(entry => entry.At);
        builder.HasIndex(entry => entry.SubjectId);
        builder.HasIndex(entry => entry.Sequence).IsUnique();
        // What waits for the sealer, in its order: small however long the trail is.
        builder.HasIndex(entry => new { entry.At, entry.Id }).HasFilter("\"Sequence\" IS NULL");
        builder.Property(entry => entry.Salt).HasMaxLength(16);
        builder.Property(entry => entry.PayloadHash).HasMaxLength(SealHash.Bytes);
        builder.Property(entry => entry.ContentHash).HasMaxLength(SealHash.Bytes);
        builder.Property(entry => entry.ChainHash).HasMaxLength(SealHash.Bytes);
        builder.Ignore(entry => entry.IsBlank);
    }
}
