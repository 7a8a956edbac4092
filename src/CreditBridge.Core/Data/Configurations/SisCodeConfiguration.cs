using CreditBridge.Core.Grants.Codes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class SisCodeConfiguration : IEntityTypeConfiguration<SisCode>
{
    public void Configure(EntityTypeBuilder<SisCode> builder) => builder.HasIndex(code => new { code.Kind, code.Ours }).IsUnique();
}
