using CreditBridge.Core.Credentials;
using CreditBridge.Core.Grants;
using CreditBridge.Core.Grants.Cases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class GrantCaseConfiguration : IEntityTypeConfiguration<GrantCase>
{
    public void Configure(EntityTypeBuilder<GrantCase> builder)
    {
        builder.HasIndex(row => row.OpenKey).IsUnique();
        builder.HasIndex(row => new { row.State, row.OpenedAt });
        builder.HasOne<CreditGrant>().WithMany().HasForeignKey(row => row.GrantId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Credential>().WithMany().HasForeignKey(row => row.CredentialId).OnDelete(DeleteBehavior.Restrict);
    }
}
