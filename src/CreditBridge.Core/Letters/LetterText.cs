using System.Reflection;
using Fluid;

namespace CreditBridge.Core.Letters;

/// <summary>The words of a letter, in Liquid: subject and body. Those that ship are <c>Texts/LANGUAGE/EVENT.liquid</c>, with the subject as first line; only letters to learners exist in Spanish.</summary>
public sealed record LetterText(string Subject, string Body)
{
    public static readonly IReadOnlyList<string> Languages = ["en", "es"];

    private static readonly FluidParser Parser = new();

    /// <summary>Nothing but the values of the letter can be named, and no template runs away.</summary>
    private static readonly TemplateOptions Options = new() { MaxSteps = 2_000, MaxRecursion = 20 };

    public static bool HasShipped(LetterEvent what, string language) => Assembly.GetExecutingAssembly().GetManifestResourceInfo(NameOf(what, language)) is not null;

    /// <summary>In English where the language has none.</summary>
    public static LetterText Shipped(LetterEvent what, string language)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(NameOf(what, HasShipped(what, language) ? language : "en"))!;
        using var reader = new StreamReader(stream);
        var subject = reader.ReadLine()!;
        return new(subject, reader.ReadToEnd());
    }

    /// <returns>What is wrong with the template, or null.</returns>
    public string? Problem() => !Parser.TryParse(Subject, out _, out var subject) ? $"Subject: {subject}" : !Parser.TryParse(Body, out _, out var body) ? $"Text: {body}" : null;

    /// <exception cref="FormatException">The template cannot be read, or does too much.</exception>
    public async Task<LetterText> WithAsync(IReadOnlyDictionary<string, object> values) => new(OneLine(await RenderAsync(Subject, values)), (await RenderAsync(Body, values)).Trim());

    private static async Task<string> RenderAsync(string template, IReadOnlyDictionary<string, object> values)
    {
        if (!Parser.TryParse(template, out var parsed, out var problem))
            throw new FormatException(problem);
        var context = new TemplateContext(Options);
        foreach (var (name, value) in values)
            context.SetValue(name, value);
        try
        {
            // Plain text: nothing is encoded.
            return await parsed.RenderAsync(context, NullEncoder.Default);
        }
        catch (InvalidOperationException tooMuch)
        {
            throw new FormatException(tooMuch.Message, tooMuch);
        }
    }

    private static string OneLine(string text) => new([.. text.Where(c => !char.IsControl(c))]);

    private static string NameOf(LetterEvent what, string language) => $"CreditBridge.Core.Letters.Texts.{language}.{what}.liquid";
}
