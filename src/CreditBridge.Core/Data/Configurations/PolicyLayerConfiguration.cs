using CreditBridge.Core.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class PolicyLayerConfiguration : IEntityTypeConfiguration<PolicyLayer>
{
    public void Configure(EntityTypeBuilder<PolicyLayer> builder)
    {
        builder.HasIndex(layer => new { layer.Scope, layer.ScopeCode }).IsUnique();
        builder.Property(layer => layer.Content).HasConversion(content => PolicyJson.Serialize(content), text => PolicyJson.Deserialize(text));
        builder.Property(layer => layer.Content).Metadata.SetMaxLength(null);
    }
}
