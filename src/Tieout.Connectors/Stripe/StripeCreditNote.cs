namespace Tieout.Connectors.Stripe;

/// <summary>A credit note.</summary>
internal sealed record StripeCreditNote(
    string Id,
    string Status,
    string Currency,
    string Invoice,
    long Created,
    string Number,
    long TotalExcludingTax,
    long PostPaymentAmount,
    IReadOnlyDictionary<string, string> Metadata,
    IReadOnlyList<StripeTax>? TotalTaxes,
    long? EffectiveAt,
    long? VoidedAt = null
);
