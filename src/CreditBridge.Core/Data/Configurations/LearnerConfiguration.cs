using CreditBridge.Core.Learners;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CreditBridge.Core.Data.Configurations;

internal sealed class LearnerConfiguration : IEntityTypeConfiguration<Learner>
{
    public void Configure(EntityTypeBuilder<Learner> builder)
    {
        builder.HasIndex(learner => learner.StudentNumber).IsUnique();
        builder.HasIndex(learner => learner.FirstStudentNumber).IsUnique();
        builder.HasIndex(learner => learner.EvaluationDueAt);
        builder.HasIndex(learner => learner.AdvisorEmail);
        builder.HasIndex(learner => learner.MergedIntoId);
        builder.HasIndex(learner => new { learner.FamilyName, learner.GivenName });
        builder.Ignore(learner => learner.Name);
        builder.HasMany(learner => learner.Identities).WithOne().HasForeignKey(identity => identity.LearnerId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(learner => learner.Transcript).WithOne().HasForeignKey(entry => entry.LearnerId).OnDelete(DeleteBehavior.Restrict);
    }
}
