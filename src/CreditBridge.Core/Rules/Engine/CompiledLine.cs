namespace CreditBridge.Core.Rules;

/// <summary>An award line with its courses looked up; a choice has its options.</summary>
internal sealed class CompiledLine
{
    public CompiledLine(CreditAward award, CourseIndex courses)
    {
        Award = award;
        Courses = [.. CoursesOf(award).Select(courses.Intern)];
        Options = award is ChoiceOf choice ? [.. choice.Lines.Select(line => new CompiledLine(line, courses))] : [];
    }

    public CreditAward Award { get; }

    /// <summary>The course of a course or exemption line, the courses of a block, the placeholder of elective credit.</summary>
    public CourseEntry[] Courses { get; }

    public CompiledLine[] Options { get; }

    private static IEnumerable<string> CoursesOf(CreditAward award) => award switch
    {
        CourseCredit course => [course.Course],
        BlockCredit block => block.Courses,
        Exemption exemption => [exemption.Course],
        ElectiveCredit { Placeholder: { } placeholder } => [placeholder],
        _ => [],
    };
}
