using CreditBridge.Core.Grants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class CourseEntitlementConfiguration : IEntityTypeConfiguration<CourseEntitlement>
{
    public void Configure(EntityTypeBuilder<CourseEntitlement> builder)
    {
        builder.HasIndex(entitlement => new { entitlement.LearnerId, entitlement.HeldGroup }).IsUnique();
    }
}
