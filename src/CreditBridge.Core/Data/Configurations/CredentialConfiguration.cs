using CreditBridge.Core.Credentials;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Partners;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class CredentialConfiguration : IEntityTypeConfiguration<Credential>
{
    public void Configure(EntityTypeBuilder<Credential> builder)
    {
        builder.HasIndex(credential => new { credential.PartnerId, credential.ExternalId }).IsUnique();
        builder.HasIndex(credential => credential.LearnerId);
        builder.HasIndex(credential => credential.ExpiresOn);
        // Filtered: most credentials are plain records, and they shall not pay for these. Double quotes are understood by all three databases.
        builder.HasIndex(credential => credential.VerifyDueAt).HasFilter("\"VerifyDueAt\" IS NOT NULL");
        builder.HasIndex(credential => credential.CanonicalId).HasFilter("\"IssuerId\" IS NOT NULL");
        builder.HasIndex(credential => credential.IssuerId).HasFilter("\"IssuerId\" IS NOT NULL");
        builder.Property(credential => credential.Results).IsJson();
        builder.Property(credential => credential.Checks).IsJson();
        builder.Ignore(credential => credential.RecipientDisplay);
        builder.HasOne<Partner>().WithMany().HasForeignKey(credential => credential.PartnerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Achievement>().WithMany().HasForeignKey(credential => credential.AchievementId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Learner>().WithMany().HasForeignKey(credential => credential.LearnerId).OnDelete(DeleteBehavior.Restrict);
    }
}
