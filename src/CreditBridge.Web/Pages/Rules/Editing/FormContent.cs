using System.Globalization;
using System.Text.Json;
using CreditBridge.Core.Rules;

namespace CreditBridge.Web.Pages.Rules.Editing;

/// <summary>A rule as a form, and back again without loss.</summary>
internal static class FormContent
{
    /// <summary>All parts closed.</summary>
    public static FormPart Of(RuleContent content)
    {
        var form = FormPart.Of(JsonSerializer.SerializeToNode(content.Definition, RuleJson.Options)!.AsObject());
        form["title"] = content.Title;
        form["department"] = content.DepartmentCode;
        form["publicNote"] = content.PublicNote ?? "";
        form["privateNote"] = content.PrivateNote ?? "";
        form["nextReviewOn"] = content.NextReviewOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
        form["isHidden"] = content.IsHidden ? "true" : "";
        return form;
    }

    /// <summary>What a closed part sends in its one field.</summary>
    public static string Closed(Requirement leaf) => JsonSerializer.Serialize(leaf, RuleJson.Options);

    public static string Closed(CreditAward line) => JsonSerializer.Serialize(line, RuleJson.Options);

    /// <summary>Turns the one field of each closed part into the fields it stands for; a part that came with fields of its own is open.</summary>
    /// <returns>False when one of them is no part of a rule: somebody wrote it by hand.</returns>
    public static bool Unfold(FormPart form)
    {
        try
        {
            form.Put("requirement", Unfolded<Requirement>(form.Part("requirement"), "items"));
            var awards = form.List("awards");
            for (var i = 0; i < awards.Count; i++)
                awards[i] = Unfolded<CreditAward>(awards[i], "lines");
            return true;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            return false;
        }
    }

    private static FormPart Unfolded<T>(FormPart part, string list)
    {
        if (part["is"] is { Length: > 0 } text)
        {
            var written = JsonSerializer.Deserialize<T>(text, RuleJson.Options) ?? throw new JsonException("A part of a rule can't be null.");
            return FormPart.Of(JsonSerializer.SerializeToNode(written, RuleJson.Options)!.AsObject());
        }

        part.IsOpen = true;
        var items = part.List(list);
        for (var i = 0; i < items.Count; i++)
            items[i] = Unfolded<T>(items[i], list);
        return part;
    }
}
