namespace CreditBridge.Web.Lists;

/// <summary>One page of a list.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Total">Rows in all, counted no further than <see cref="Paging.MostCounted"/> + 1.</param>
public sealed record PageOf<T>(IReadOnlyList<T> Items, int Number, int Total);
