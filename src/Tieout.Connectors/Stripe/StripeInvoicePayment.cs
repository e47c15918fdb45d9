namespace Tieout.Connectors.Stripe;

/// <summary>Money that came for an invoice.</summary>
internal sealed record StripeInvoicePayment(
    string Id,
    string Status,
    string Currency,
    StripeTransitions StatusTransitions,
    long? AmountPaid = null
);
