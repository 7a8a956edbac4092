using CreditBridge.Core.Credentials;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class CredentialVersionConfiguration : IEntityTypeConfiguration<CredentialVersion>
{
    public void Configure(EntityTypeBuilder<CredentialVersion> builder)
    {
        builder.HasIndex(version => new { version.CredentialId, version.PayloadSha256 });
        builder.HasOne<Credential>().WithMany().HasForeignKey(version => version.CredentialId).OnDelete(DeleteBehavior.Restrict);
    }
}
