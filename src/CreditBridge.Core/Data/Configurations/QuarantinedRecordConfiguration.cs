using CreditBridge.Core.Credentials.Intake;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class QuarantinedRecordConfiguration : IEntityTypeConfiguration<QuarantinedRecord>
{
    public void Configure(EntityTypeBuilder<QuarantinedRecord> builder)
    {
        builder.HasIndex(record => new { record.PartnerId, record.PayloadSha256, record.Reason }).IsUnique();
        builder.HasIndex(record => new { record.State, record.Fingerprint });
        builder.HasIndex(record => new { record.PartnerId, record.State, record.ExternalId });
    }
}
