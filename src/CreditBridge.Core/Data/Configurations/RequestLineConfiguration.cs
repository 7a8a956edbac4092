using CreditBridge.Core.Requests;
using CreditBridge.Core.Rules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class RequestLineConfiguration : IEntityTypeConfiguration<RequestLine>
{
    public void Configure(EntityTypeBuilder<RequestLine> builder)
    {
        builder.HasIndex(line => line.State);
        builder.HasIndex(line => new { line.RuleCode, line.State });
        builder.Ignore(line => line.Whole);
        builder.Property(line => line.Options).IsJson();
        builder.Property(line => line.Evidence).IsJson();
        builder.Property(line => line.UseKeys).IsJson();
        builder.Property(line => line.CourseGroups).IsJson();
        builder.HasOne<RuleVersion>().WithMany().HasForeignKey(line => line.RuleVersionId).OnDelete(DeleteBehavior.Restrict);
    }
}
