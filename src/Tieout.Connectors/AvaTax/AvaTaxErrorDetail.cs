namespace Tieout.Connectors.AvaTax;

/// <summary>One thing that is wrong.</summary>
internal sealed record AvaTaxErrorDetail(string? Message = null, string? Description = null);
