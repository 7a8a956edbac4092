using CreditBridge.Core.Partners;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class AchievementConfiguration : IEntityTypeConfiguration<Achievement>
{
    public void Configure(EntityTypeBuilder<Achievement> builder)
    {
        builder.HasIndex(achievement => new { achievement.PartnerId, achievement.ExternalId }).IsUnique();
        builder.Property(achievement => achievement.Skills).IsJson();
        builder.Property(achievement => achievement.Tags).IsJson();
        builder.Property(achievement => achievement.Outcomes).IsJson();
        builder.HasOne<Partner>().WithMany().HasForeignKey(achievement => achievement.PartnerId).OnDelete(DeleteBehavior.Restrict);
    }
}
