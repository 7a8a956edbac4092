using CreditBridge.Core.Reads;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class SisReadConfiguration : IEntityTypeConfiguration<SisRead>
{
    public void Configure(EntityTypeBuilder<SisRead> builder)
    {
        builder.HasIndex(read => read.IsOpen).IsUnique();
        builder.HasIndex(read => read.RequestedAt);
        builder.Property(read => read.Tables).IsJson();
    }
}
