namespace Tieout.Connectors.AvaTax;

/// <summary>A page of a list.</summary>
internal sealed record AvaTaxPage<T>(IReadOnlyList<T> Value);
