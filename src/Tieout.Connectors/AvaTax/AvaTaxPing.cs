namespace Tieout.Connectors.AvaTax;

/// <summary>Whether a login was taken.</summary>
internal sealed record AvaTaxPing(bool Authenticated);
