using System.Globalization;
using System.Text.RegularExpressions;

namespace CreditBridge.Web.Pages.Rules.Editing;

/// <summary>A part of the form with the list it stands in, found by its path. The requirement's root stands in no list.</summary>
internal sealed partial record FormPlace(string Path, FormPart Part, List<FormPart>? Siblings, int Index)
{
    public string ListPath => Path[..Path.LastIndexOf('[')];

    /// <summary>Path of the group around it; empty at the top.</summary>
    public string Parent => Siblings is null ? "" : ListPath.Contains('.', StringComparison.Ordinal) ? ListPath[..ListPath.LastIndexOf('.')] : "";

    /// <returns>Null when there is no such part: the form was sent by hand, or is older than the page.</returns>
    public static FormPlace? Of(FormPart form, string path)
    {
        if (!PartPath().IsMatch(path))
            return null;
        var place = new FormPlace("requirement", form.Part("requirement"), null, 0);
        foreach (Match step in Step().Matches(path))
        {
            var list = (step.Groups[1].Value == "awards" ? form : place.Part).List(step.Groups[1].Value);
            var index = int.Parse(step.Groups[2].Value, CultureInfo.InvariantCulture);
            if (index >= list.Count)
                return null;
            place = new(path[..(step.Index + step.Length)], list[index], list, index);
        }

        return place;
    }

    [GeneratedRegex(@"^(requirement(\.items\[\d{1,4}\])*|awards\[\d{1,4}\](\.lines\[\d{1,4}\])?)$", RegexOptions.CultureInvariant)]
    private static partial Regex PartPath();

    [GeneratedRegex(@"(items|awards|lines)\[(\d+)\]", RegexOptions.CultureInvariant)]
    private static partial Regex Step();
}
