namespace Tieout.Connectors.Stripe;

/// <summary>An invoice.</summary>
/// <param name="TotalTaxes">None where there is no tax; the field is there all the same.</param>
/// <param name="Number">None before it is final; the field is there all the same.</param>
/// <param name="EffectiveAt">As <paramref name="Number"/>, but for a draft that is given a day.</param>
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
    IReadOnlyList<StripeTax>? TotalTaxes,
    string? Number,
    long? EffectiveAt
);
