namespace Tieout.Connectors.Stripe;

/// <summary>An invoice.</summary>
internal sealed record StripeInvoice(
    string Id,
    string Status,
    string Currency,
    string Customer,
    long Created,
    long AmountPaid,
    long AmountRemaining,
    long TotalExcludingTax,
    IReadOnlyDictionary<string, string> Metadata,
    StripeTransitions StatusTransitions,
    IReadOnlyList<StripeTax>? TotalTaxes = null,
    string? Number = null,
    long? EffectiveAt = null
);
