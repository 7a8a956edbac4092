using CreditBridge.Core.Learners;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class CorrectionAskConfiguration : IEntityTypeConfiguration<CorrectionAsk>
{
    public void Configure(EntityTypeBuilder<CorrectionAsk> builder)
    {
        builder.HasIndex(ask => new { ask.AnsweredAt, ask.AskedAt });
        builder.HasIndex(ask => ask.LearnerId);
    }
}
