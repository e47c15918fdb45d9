using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;

namespace Tieout.Domain.Invoicing;

/// <summary>Why invoicing is refused.</summary>
public static class InvoicingRejections
{
    public static Rejection NoContract(EngagementId engagement) =>
        new(
            "invoicing.no-contract",
            $"Engagement {engagement} has no contract yet; nothing can be billed before it arrives."
        );

    public static Rejection UnknownReference(InvoiceReference reference) =>
        new("invoicing.unknown-reference", $"There is no document {reference} in this engagement.");

    public static Rejection NotInStatus(InvoiceState document, string wanted) =>
        new(
            "invoicing.wrong-status",
            $"{document.Invoice.Reference} is {document.Status}; it would have to be {wanted}."
        );

    public static Rejection TaxRuleMissing(TaxCode code, LocalDate taxPoint) =>
        new(
            "invoicing.tax-rule-missing",
            $"Tax code {code} has no rule on {taxPoint:uuuu-MM-dd}; add one that covers the invoice date."
        );

    public static Rejection PostedElsewhere(InvoiceState document, PostedDocument other) =>
        new(
            "invoicing.posted-elsewhere",
            $"{document.Invoice.Reference} is already posted as {document.Posted!.Number} "
                + $"({document.Posted.ExternalId}); {other.ExternalId} would be a duplicate in the target."
        );

    public static Rejection CreditVoided(InvoiceState credit) =>
        new(
            "invoicing.credit-voided",
            $"Credit memo {credit.Invoice.Reference} was voided in the target while its corrected work "
                + "is billed anew; post it there again."
        );
}
