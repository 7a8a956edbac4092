using CreditBridge.Core.Learners;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class LearnerIdentityConfiguration : IEntityTypeConfiguration<LearnerIdentity>
{
    public void Configure(EntityTypeBuilder<LearnerIdentity> builder)
    {
        // Not unique: two people may claim one address until one of them confirms it; intake refuses to guess between two confirmed ones.
        builder.HasIndex(identity => identity.Key);
    }
}
