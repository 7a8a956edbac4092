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
        builder.HasIndex(request => request.FormId).IsUnique();
        builder.HasIndex(request => request.AssigneeId);
        builder.Property(request => request.Participants).IsJson();
        builder.Ignore(request => request.IsClosed);
        builder.Ignore(request => request.IsFinal);
        builder.HasMany(request => request.Entries).WithOne().HasForeignKey(entry => entry.RequestId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(request => request.Attachments).WithOne().HasForeignKey(attachment => attachment.RequestId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(request => request.Lines).WithOne().HasForeignKey(line => line.RequestId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Learner>().WithMany().HasForeignKey(request => request.LearnerId).OnDelete(DeleteBehavior.Restrict);
    }
}
