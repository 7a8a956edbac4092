using CreditBridge.Core.Grants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class CredentialUseConfiguration : IEntityTypeConfiguration<CredentialUse>
{
    public void Configure(EntityTypeBuilder<CredentialUse> builder)
    {
        builder.HasIndex(use => new { use.LearnerId, use.HeldKey }).IsUnique();
    }
}
