namespace CreditBridge.Web.Pages.Rules.Editing;

/// <summary>One part of the requirement, or one award line, where it stands.</summary>
internal sealed record PartRow(EditorView View, FormPart Part, string Path, IReadOnlyList<FormPart>? Siblings, int Index)
{
    public string Id => EditorView.Id(Path);

    public bool IsGroup => FormMoves.IsGroup(Part);

    public IEnumerable<PartRow> Items => Part.List("items").Select((item, i) => new PartRow(View, item, $"{Path}.items[{i}]", Part.List("items"), i));

    public IEnumerable<PartRow> Lines => Part.List("lines").Select((line, i) => new PartRow(View, line, $"{Path}.lines[{i}]", Part.List("lines"), i));

    public bool HasFocus => View.Focus == Id;

    public string Act(string verb, params IEnumerable<string> arguments) => EditAct.Text(verb, Path, arguments);
}
