using CreditBridge.Core.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class RuleVersionConfiguration : IEntityTypeConfiguration<RuleVersion>
{
    public void Configure(EntityTypeBuilder<RuleVersion> builder)
    {
        builder.HasIndex(version => new { version.RuleId, version.Number }).IsUnique();
        builder.HasIndex(version => version.State);
        builder.Property(version => version.Writers).IsJson();
        builder.Property(version => version.Definition).HasConversion(definition => RuleJson.Serialize(definition), text => RuleJson.Deserialize(text));
        builder.Property(version => version.Definition).Metadata.SetMaxLength(null);
    }
}
