using CreditBridge.Core.Letters;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class LetterConfiguration : IEntityTypeConfiguration<Letter>
{
    public void Configure(EntityTypeBuilder<Letter> builder)
    {
        builder.HasIndex(letter => new { letter.State, letter.NextAttemptAt });
        builder.HasIndex(letter => letter.RequestId);
        builder.Ignore(letter => letter.Shown);
        builder.HasIndex(letter => new { letter.LearnerId, letter.WrittenAt });
    }
}
