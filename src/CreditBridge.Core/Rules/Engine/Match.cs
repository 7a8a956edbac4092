namespace CreditBridge.Core.Rules;

/// <summary>A credential at a leaf of a rule that names it; whether it meets the conditions is another question.</summary>
/// <param name="Rule">Index into the book's rules.</param>
/// <param name="Credential">Place among the portfolio's credentials, the preferred first.</param>
internal readonly record struct Match(int Rule, int Leaf, int Credential) : IComparable<Match>
{
    public int CompareTo(Match other)
    {
        var order = Rule.CompareTo(other.Rule);
        if (order == 0)
            order = Leaf.CompareTo(other.Leaf);
        return order != 0 ? order : Credential.CompareTo(other.Credential);
    }
}
