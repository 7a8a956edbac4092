using CreditBridge.Core.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class RuleFindingConfiguration : IEntityTypeConfiguration<RuleFinding>
{
    public void Configure(EntityTypeBuilder<RuleFinding> builder)
    {
        builder.HasIndex(finding => finding.OpenKey).IsUnique();
        builder.HasOne<EquivalencyRule>().WithMany().HasForeignKey(finding => finding.RuleId).OnDelete(DeleteBehavior.Cascade);
    }
}
