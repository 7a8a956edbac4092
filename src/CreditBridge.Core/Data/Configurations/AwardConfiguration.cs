using CreditBridge.Core.Grants;
using CreditBridge.Core.Learners;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class AwardConfiguration : IEntityTypeConfiguration<Award>
{
    public void Configure(EntityTypeBuilder<Award> builder)
    {
        builder.HasIndex(award => award.Token).IsUnique();
        builder.HasIndex(award => new { award.GrantId, award.ReversedLines }).IsUnique();
        builder.HasIndex(award => new { award.StatusList, award.StatusIndex }).IsUnique();
        builder.HasOne<CreditGrant>().WithMany().HasForeignKey(award => award.GrantId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Learner>().WithMany().HasForeignKey(award => award.LearnerId).OnDelete(DeleteBehavior.Restrict);
    }
}
