using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing.Runs;

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

    public static Rejection ConflictingPayment(Payment payment) =>
        new(
            "invoicing.conflicting-payment",
            $"{payment.Identity} version {payment.Version} on {payment.Invoice} came twice with "
                + "different contents; the first is kept. Correct it at the source, which raises "
                + "the version."
        );

    public static Rejection PaymentInOtherCurrency(Payment payment, Invoice invoice) =>
        new(
            "invoicing.payment-in-other-currency",
            $"{payment.Identity} is {payment.Amount} and {payment.Invoice} is in {invoice.Currency}; "
                + "correct it at the source: an amount in the document's currency, as it was applied there."
        );

    public static Rejection ConflictingDeposit(Deposit deposit) =>
        new(
            "invoicing.conflicting-deposit",
            $"{deposit.Identity} version {deposit.Version} for {deposit.Engagement} came twice with "
                + "different contents; the first is kept. Correct it at the source, which raises "
                + "the version."
        );

    public static Rejection DepositInOtherCurrency(Deposit deposit, CurrencyCode agreed) =>
        new(
            "invoicing.deposit-in-other-currency",
            $"{deposit.Identity} is {deposit.Amount} and {deposit.Engagement} is in {agreed}; correct it "
                + "at the source: an amount in the contract's currency, as it was booked there."
        );

    public static Rejection AccountMissing(
        EngagementId engagement,
        LegalEntityCode entity,
        AccountRole role
    ) =>
        new(
            "invoicing.account-missing",
            $"{engagement} would draw on what was paid in advance, and {entity} has no account for {role}; "
                + "map it (account-mappings), and the next run bills.",
            ReasonCode.AccountMappingMissing.Value
        );

    public static Rejection DepositInUse(Deposit deposit, Money missing) =>
        new(
            "invoicing.deposit-in-use",
            $"{deposit.Identity} cannot be {deposit.Amount}: invoices of {deposit.Engagement} and refunds have taken "
                + $"{missing} more than there would be. Credit what drew on it to bill it again, or cancel the draft that did; then it is tried again.",
            ReasonCode.DepositNotBooked.Value,
            Waits: true
        );

    public static Rejection DepositWithoutContract(Deposit deposit) =>
        new(
            "invoicing.deposit-without-contract",
            $"{deposit.Identity} of {deposit.Amount} waits: {deposit.Engagement} has no contract yet. It is "
                + "taken in when the contract arrives.",
            ReasonCode.DepositNotBooked.Value,
            Waits: true
        );

    public static Rejection DepositWithoutAccount(
        Deposit deposit,
        LegalEntityCode entity,
        AccountRole role
    ) =>
        new(
            "invoicing.deposit-without-account",
            $"{deposit.Identity} of {deposit.Amount} waits: {entity} has no account for {role}. Map it "
                + "(account-mappings), and it is booked.",
            ReasonCode.AccountMappingMissing.Value,
            Waits: true
        );

    public static Rejection TaxRuleMissing(TaxCode code, LocalDate taxPoint) =>
        new(
            "invoicing.tax-rule-missing",
            $"Tax code {code} has no rule on {taxPoint:uuuu-MM-dd}; add one that covers the invoice date.",
            ReasonCode.TaxCodeMissing.Value
        );

    public static Rejection NotCreditable(InvoiceState document) =>
        new(
            "invoicing.not-creditable",
            $"{document.Invoice.Reference} is itself a correction; credit the invoice that it corrects."
        );

    public static Rejection CreditInDraft(InvoiceReference reference) =>
        new(
            "invoicing.credit-in-draft",
            $"A credit memo on {reference} is in draft; approve it or cancel it first (tieout invoice approve, tieout invoice cancel)."
        );

    public static Rejection CreditedBefore(Invoice original, LocalDate date) =>
        new(
            "invoicing.credited-before",
            $"{original.Reference} is dated {original.InvoiceDate:uuuu-MM-dd}; a credit memo of it cannot be "
                + $"dated {date:uuuu-MM-dd}."
        );

    public static Rejection NotOn(InvoiceReference reference, WorkId work) =>
        new(
            "invoicing.not-on-document",
            $"None of {work} stands on {reference}; 'tieout explain {reference}' lists what does."
        );

    public static Rejection NoAllowance(InvoiceReference reference, Money standing) =>
        new(
            "invoicing.no-allowance",
            $"{standing} stands of that work on {reference}; an allowance is above zero, at most that, or "
                + "100 percent of it, and a whole number of cents."
        );

    public static Rejection NothingToCredit(InvoiceReference reference) =>
        new("invoicing.nothing-to-credit", $"None of that work stands on {reference} any more.");

    public static Rejection RepricingVoided(InvoiceState document) =>
        new(
            "invoicing.repricing-voided",
            $"{document.Invoice.Reference} changed the price of work on earlier documents and cannot "
                + "be taken back by a void; reprice again instead."
        );

    public static Rejection TaxCodeMissing(EngagementId engagement) =>
        new(
            "invoicing.tax-code-missing",
            $"Contract {engagement} charges amounts without a tax code; set one on the contract or line.",
            ReasonCode.TaxCodeMissing.Value
        );

    internal static Rejection DimensionInvalid(
        EngagementId engagement,
        DraftLine line,
        string fault
    ) =>
        new(
            "invoicing.dimension-invalid",
            $"{line.Description} of line {line.Line} of contract {engagement} is for no single project, and "
                + $"its dimensions are not in order: {fault}. Set them on the contract.",
            ReasonCode.DimensionInvalid.Value
        );

    public static Rejection StoppedByOrder(EngagementId engagement, LeftWork stopped) =>
        new(
            "invoicing.stopped-by-order",
            $"Nothing of {engagement} is billed: {string.Join(", ", stopped.Reasons)}"
                + (stopped.Amount is { } amount ? $" by {amount}" : string.Empty)
                + "; the purchase order has to be entered or raised on the contract.",
            stopped.Reasons[0].Value
        );

    public static Rejection TaxNotAllowed(EngagementId engagement, TaxCode code, ReasonCode why) =>
        new(
            "invoicing.tax-not-allowed",
            $"{engagement} may not be billed with tax code {code}: {why}; the payer's tax id or "
                + "certificate, or the registrations of the legal entity, have to be put in order.",
            why.Value
        );

    public static Rejection AmountTooLarge(EngagementId engagement, Money amount) =>
        new(
            "invoicing.amount-too-large",
            $"A document of {engagement} would be about {amount}, which no document may reach; a rate, "
                + "a quantity or an agreed amount must be wrong."
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
