namespace Tieout.Connectors.AvaTax;

/// <summary>A company, as far as the hub looks at it.</summary>
internal sealed record AvaTaxCompanyRow(string CompanyCode, bool IsActive);
