using CreditBridge.Core.Rules;

namespace CreditBridge.Web.Pages.Rules.Editing;

/// <summary>What the buttons of the tree do with its parts. Each returns the path where the moved part stands now; null when nothing was moved.</summary>
internal static class FormMoves
{
    /// <summary>A new part at the end of a group. A single condition that stands alone becomes the first of a group.</summary>
    public static string? Add(FormPart form, FormPlace at, string kind)
    {
        if (Count(form.Part("requirement")) >= RuleCheck.MostNodes)
            return null;
        if (!IsGroup(at.Part))
        {
            Wrap(form, at);
            at = FormPlace.Of(form, at.Path)!;
        }

        var items = at.Part.List("items");
        items.Add(NewPart(kind));
        return $"{at.Path}.items[{items.Count - 1}]";
    }

    /// <returns>Where to go on: the part that took its place, else the group around it.</returns>
    public static string Remove(FormPart form, FormPlace at)
    {
        if (at.Siblings is null)
        {
            form.Put("requirement", NewPart("allOf"));
            return "requirement";
        }

        at.Siblings.RemoveAt(at.Index);
        return at.Siblings.Count == 0 ? (at.Parent.Length > 0 ? at.Parent : at.ListPath) : $"{at.ListPath}[{Math.Min(at.Index, at.Siblings.Count - 1)}]";
    }

    public static string? Shift(FormPlace at, int by)
    {
        var to = at.Index + by;
        if (at.Siblings is not { } list || to < 0 || to >= list.Count)
            return null;
        (list[at.Index], list[to]) = (list[to], list[at.Index]);
        return $"{at.ListPath}[{to}]";
    }

    /// <summary>Into the group before it, or else into the group after it.</summary>
    public static string? Into(FormPlace at)
    {
        if (at.Siblings is not { } list || Neighbour(list, at.Index) is not { } group)
            return null;
        list.RemoveAt(at.Index);
        var items = list[group < at.Index ? group : group - 1].List("items");
        var isBefore = group < at.Index;
        items.Insert(isBefore ? items.Count : 0, at.Part);
        return $"{at.ListPath}[{(isBefore ? group : group - 1)}].items[{(isBefore ? items.Count - 1 : 0)}]";
    }

    /// <summary>Out of its group, to stand right after it.</summary>
    public static string? Out(FormPart form, FormPlace at)
    {
        if (at.Siblings is null || at.Parent.Length == 0 || FormPlace.Of(form, at.Parent) is not { Siblings: { } outer } group || !at.Path.StartsWith("requirement", StringComparison.Ordinal))
            return null;
        at.Siblings.RemoveAt(at.Index);
        outer.Insert(group.Index + 1, at.Part);
        return $"{group.ListPath}[{group.Index + 1}]";
    }

    public static string? Wrap(FormPart form, FormPlace at)
    {
        if (Count(form.Part("requirement")) >= RuleCheck.MostNodes)
            return null;
        var group = NewPart("allOf");
        group.List("items").Add(at.Part);
        if (at.Siblings is null)
            form.Put("requirement", group);
        else
            at.Siblings[at.Index] = group;
        return at.Path;
    }

    public static bool IsGroup(FormPart part) => part["kind"] is "allOf" or "anyOf" or "atLeast";

    public static int? Neighbour(IReadOnlyList<FormPart> list, int index) =>
        index > 0 && IsGroup(list[index - 1]) ? index - 1 : index + 1 < list.Count && IsGroup(list[index + 1]) ? index + 1 : null;

    /// <summary>A new award line, at the top or as an option of a choice.</summary>
    public static string AddLine(FormPart form, FormPlace? choice, string kind, IEnumerable<string> usedIds)
    {
        var lines = choice?.Part.List("lines") ?? form.List("awards");
        var line = new FormPart(("kind", kind), ("lineId", NextId(usedIds))) { IsOpen = true };
        if (kind == "elective")
            line["level"] = "lower";
        lines.Add(line);
        return $"{(choice is null ? "awards" : $"{choice.Path}.lines")}[{lines.Count - 1}]";
    }

    /// <summary>The ids in the form, options included.</summary>
    public static IEnumerable<string> LineIds(FormPart form) => form.List("awards").Concat(form.List("awards").SelectMany(line => line.List("lines"))).Select(line => line["lineId"]);

    public static int Count(FormPart part) => 1 + part.List("items").Sum(Count);

    /// <summary>One above every number that was ever given: a line that was taken away never comes back as another.</summary>
    private static string NextId(IEnumerable<string> used) =>
        $"L{1 + used.Select(id => id.StartsWith('L') && int.TryParse(id.AsSpan(1), System.Globalization.NumberStyles.None, null, out var number) ? number : 0).DefaultIfEmpty().Max()}";

    private static FormPart NewPart(string kind)
    {
        var part = new FormPart(("kind", kind)) { IsOpen = true };
        if (kind is "achievement" or "pattern")
        {
            part["kind"] = "earned";
            part.Put("selector", new FormPart(("kind", kind)));
        }

        if (kind == "atLeast")
            part["count"] = "2";
        return part;
    }
}
