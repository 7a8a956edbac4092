using CreditBridge.Core.Partners;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class HookDeliveryConfiguration : IEntityTypeConfiguration<HookDelivery>
{
    public void Configure(EntityTypeBuilder<HookDelivery> builder)
    {
        builder.HasIndex(delivery => new { delivery.PartnerId, delivery.EventId }).IsUnique();
        builder.HasIndex(delivery => new { delivery.State, delivery.DueAt });
        builder.HasOne<Partner>().WithMany().HasForeignKey(delivery => delivery.PartnerId).OnDelete(DeleteBehavior.Restrict);
    }
}
