namespace Tieout.Connectors.Stripe;

/// <summary>A line of an invoice.</summary>
internal sealed record StripeLine(
    string Id,
    long Amount,
    string? Description,
    IReadOnlyDictionary<string, string> Metadata,
    StripePeriod Period,
    IReadOnlyList<StripeTax>? Taxes = null
);
