using CreditBridge.Core.Grants;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class PostingExchangeConfiguration : IEntityTypeConfiguration<PostingExchange>
{
    public void Configure(EntityTypeBuilder<PostingExchange> builder)
    {
        builder.HasOne<Posting>().WithMany().HasForeignKey(exchange => exchange.PostingId);
        builder.HasIndex(exchange => new { exchange.PostingId, exchange.At });
        builder.HasIndex(exchange => exchange.At);
    }
}
