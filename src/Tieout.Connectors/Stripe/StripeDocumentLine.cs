using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Stripe;

/// <summary>A line as it is sent, in smallest units; positive on a credit note too.</summary>
/// <param name="TaxAmount">Its part of the document's tax.</param>
internal sealed record StripeDocumentLine(
    string Number,
    string Description,
    long Amount,
    string TaxCode,
    TaxCategory Category,
    decimal Rate,
    long TaxAmount,
    DateInterval Period,
    string? Dimensions
);
