using CreditBridge.Core.Grants;
using CreditBridge.Core.Requests;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class GrantLineConfiguration : IEntityTypeConfiguration<GrantLine>
{
    public void Configure(EntityTypeBuilder<GrantLine> builder)
    {
        builder.HasIndex(line => line.Key).IsUnique();
        builder.HasOne<RequestLine>().WithMany().HasForeignKey(line => line.RequestLineId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(line => line.Entitlements).WithOne().HasForeignKey(entitlement => entitlement.GrantLineId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(line => line.Posting).WithOne().HasForeignKey<Posting>(posting => posting.GrantLineId).OnDelete(DeleteBehavior.Restrict);
    }
}
