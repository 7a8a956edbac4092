using CreditBridge.Core.Learners;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class WalletConnectionConfiguration : IEntityTypeConfiguration<WalletConnection>
{
    public void Configure(EntityTypeBuilder<WalletConnection> builder)
    {
        builder.HasIndex(wallet => wallet.LearnerId);
        builder.HasIndex(wallet => wallet.DueAt).HasFilter("\"DueAt\" IS NOT NULL");
        builder.HasIndex(wallet => wallet.AskedSha256).IsUnique().HasFilter("\"AskedSha256\" IS NOT NULL");
        builder.HasOne<Learner>().WithMany().HasForeignKey(wallet => wallet.LearnerId).OnDelete(DeleteBehavior.Restrict);
    }
}
