using CreditBridge.Core.Credentials;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class CredentialOriginalConfiguration : IEntityTypeConfiguration<CredentialOriginal>
{
    public void Configure(EntityTypeBuilder<CredentialOriginal> builder)
    {
        builder.HasIndex(original => new { original.CredentialId, original.Number }).IsUnique();
        builder.HasOne<Credential>().WithMany().HasForeignKey(original => original.CredentialId).OnDelete(DeleteBehavior.Restrict);
    }
}
