using CreditBridge.Core.Grants;
using CreditBridge.Core.Learners;
using CreditBridge.Core.Requests;
using CreditBridge.Core.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class CreditGrantConfiguration : IEntityTypeConfiguration<CreditGrant>
{
    public void Configure(EntityTypeBuilder<CreditGrant> builder)
    {
        builder.HasIndex(grant => grant.ApprovedAt);
        builder.HasIndex(grant => new { grant.State, grant.AnswerDueOn });
        builder.Ignore(grant => grant.IsFree);
        builder.Property(grant => grant.Evidence).IsJson();
        builder.HasMany(grant => grant.Lines).WithOne().HasForeignKey(line => line.GrantId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(grant => grant.Uses).WithOne().HasForeignKey(use => use.GrantId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Learner>().WithMany().HasForeignKey(grant => grant.LearnerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<CreditRequest>().WithMany().HasForeignKey(grant => grant.RequestId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<RuleVersion>().WithMany().HasForeignKey(grant => grant.RuleVersionId).OnDelete(DeleteBehavior.Restrict);
    }
}
