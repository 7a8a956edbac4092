using CreditBridge.Core.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class DelegationConfiguration : IEntityTypeConfiguration<Delegation>
{
    public void Configure(EntityTypeBuilder<Delegation> builder)
    {
        builder.HasIndex(delegation => new { delegation.ToUserId, delegation.LastOn });
        builder.HasOne<User>().WithMany().HasForeignKey(delegation => delegation.FromUserId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<User>().WithMany().HasForeignKey(delegation => delegation.ToUserId).OnDelete(DeleteBehavior.Restrict);
    }
}
