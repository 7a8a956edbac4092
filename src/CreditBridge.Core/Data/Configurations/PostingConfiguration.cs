using CreditBridge.Core.Grants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class PostingConfiguration : IEntityTypeConfiguration<Posting>
{
    public void Configure(EntityTypeBuilder<Posting> builder)
    {
        builder.HasIndex(posting => new { posting.State, posting.NextAttemptAt });
        builder.HasIndex(posting => posting.SisReference);
        builder.Property(posting => posting.Codes).IsJsonRecord();
    }
}
