using CreditBridge.Core.Partners;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class PartnerConfiguration : IEntityTypeConfiguration<Partner>
{
    public void Configure(EntityTypeBuilder<Partner> builder)
    {
        builder.HasIndex(partner => partner.Code).IsUnique();
        builder.Ignore(partner => partner.Quality);
        builder.Property(partner => partner.Issuers).IsJson();
        builder.HasMany(partner => partner.QualityReviews).WithOne().HasForeignKey(review => review.PartnerId).OnDelete(DeleteBehavior.Restrict);
    }
}
