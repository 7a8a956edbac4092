using CreditBridge.Core.Partners;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class AchievementVersionConfiguration : IEntityTypeConfiguration<AchievementVersion>
{
    public void Configure(EntityTypeBuilder<AchievementVersion> builder)
    {
        builder.HasIndex(version => new { version.AchievementId, version.Number }).IsUnique();
        builder.HasOne<Achievement>().WithMany().HasForeignKey(version => version.AchievementId).OnDelete(DeleteBehavior.Restrict);
    }
}
