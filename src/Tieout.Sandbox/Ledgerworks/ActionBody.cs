namespace Tieout.Sandbox.Ledgerworks;

/// <summary>When and why a document is posted, voided or paid back.</summary>
internal sealed record ActionBody(DateOnly? Date = null, string? Reason = null);
