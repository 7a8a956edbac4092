using CreditBridge.Core.Requests;
using CreditBridge.Core.Learners;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class CreditRequestConfiguration : IEntityTypeConfiguration<CreditRequest>
{
    public void Configure(EntityTypeBuilder<CreditRequest> builder)
    {
        builder.HasIndex(request => request.Number).IsUnique();
        builder.HasIndex(request => new { request.State, request.OpenedAt });
        builder.HasMany(request => request.Lines).WithOne().HasForeignKey(line => line.RequestId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Learner>().WithMany().HasForeignKey(request => request.LearnerId).OnDelete(DeleteBehavior.Restrict);
    }
}
