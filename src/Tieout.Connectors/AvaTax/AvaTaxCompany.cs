namespace Tieout.Connectors.AvaTax;

/// <summary>A company of an AvaTax account.</summary>
/// <param name="Code">As it is called there: <c>DEFAULT</c>.</param>
/// <param name="Origin">Where the legal entity sells from.</param>
public sealed record AvaTaxCompany(string Code, AvaTaxAddress Origin);
