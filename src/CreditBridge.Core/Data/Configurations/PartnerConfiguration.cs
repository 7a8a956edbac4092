using System.Text.Json;
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
        builder.Ignore(partner => partner.NewestReview);
        builder.Property(partner => partner.Issuers).IsJson();
        builder.Property(partner => partner.Contacts).IsJson();
        builder.Property(partner => partner.Limits).HasConversion(limits => Write(limits), text => Read(text));
        builder.HasMany(partner => partner.QualityReviews).WithOne().HasForeignKey(review => review.PartnerId).OnDelete(DeleteBehavior.Restrict);
    }

    private static string Write(WireLimits limits) => JsonSerializer.Serialize(limits, JsonSerializerOptions.Web);

    private static WireLimits Read(string text) => text.Length == 0 ? new() : JsonSerializer.Deserialize<WireLimits>(text, JsonSerializerOptions.Web)!;
}
