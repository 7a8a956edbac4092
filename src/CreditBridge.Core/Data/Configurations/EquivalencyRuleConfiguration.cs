using CreditBridge.Core.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class EquivalencyRuleConfiguration : IEntityTypeConfiguration<EquivalencyRule>
{
    public void Configure(EntityTypeBuilder<EquivalencyRule> builder)
    {
        builder.HasIndex(rule => rule.Code).IsUnique();
        builder.HasIndex(rule => new { rule.RuleSetId, rule.ImportKey });
        builder.HasOne<RuleSet>().WithMany().HasForeignKey(rule => rule.RuleSetId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(rule => rule.Versions).WithOne().HasForeignKey(version => version.RuleId).OnDelete(DeleteBehavior.Restrict);
    }
}
