using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Invoicing.Journals;

/// <summary>A business event that the ledger has to know of.</summary>
/// <remarks>All amounts of one event are in one currency, except across companies.</remarks>
public abstract record PostingEvent
{
    private PostingEvent() { }

    /// <summary>Time was approved: cost at cost rate; its sales value where revenue is accrued.</summary>
    public sealed record TimeApproved(
        LegalEntityCode LegalEntity,
        Money Cost,
        Money SalesValue,
        bool AccruesRevenue
    ) : PostingEvent;

    /// <summary>An invoice was issued.</summary>
    public sealed record InvoiceIssued(LegalEntityCode LegalEntity, InvoicedAmounts Amounts)
        : PostingEvent;

    /// <summary>A credit note was issued; its amounts are positive here.</summary>
    public sealed record CreditNoteIssued(LegalEntityCode LegalEntity, InvoicedAmounts Amounts)
        : PostingEvent;

    /// <summary>Withheld money has fallen due.</summary>
    public sealed record RetentionReleased(LegalEntityCode LegalEntity, Money Amount)
        : PostingEvent;

    /// <summary>A customer paid; what was written off and what the bank kept settle the rest.</summary>
    public sealed record PaymentReceived(
        LegalEntityCode LegalEntity,
        Money Amount,
        Money WrittenOff,
        Money BankFees
    ) : PostingEvent;

    /// <summary>Money came before any service.</summary>
    public sealed record DepositReceived(LegalEntityCode LegalEntity, Money Amount) : PostingEvent;

    /// <summary>Revenue of a period; uses up what was billed in advance first.</summary>
    /// <param name="LiabilityBalance">The contract liability before this event.</param>
    public sealed record RevenueRecognised(
        LegalEntityCode LegalEntity,
        Money Amount,
        Money LiabilityBalance
    ) : PostingEvent;

    /// <summary>A month ends: what its invoices have made revenue becomes what was earned.</summary>
    /// <param name="Unbilled">Earned and not billed, where only time must pass; zero or more.</param>
    /// <param name="ContractAsset">Earned and not billed for another reason; zero or more.</param>
    /// <param name="ContractLiability">Billed and not earned; zero beside an asset.</param>
    public sealed record MonthEnded(
        LegalEntityCode LegalEntity,
        Money Unbilled,
        Money ContractAsset,
        Money ContractLiability
    ) : PostingEvent;

    /// <summary>The next month begins: the adjustment is taken back, line by line.</summary>
    public sealed record MonthReopened(MonthEnded Adjusted) : PostingEvent;

    /// <summary>Accrued work will not be billed.</summary>
    public sealed record UnbilledWrittenOff(LegalEntityCode LegalEntity, Money Amount)
        : PostingEvent;

    /// <summary>A person of one company worked on a project of another.</summary>
    /// <param name="Cost">In the lender's own currency.</param>
    /// <param name="Transfer">The transfer price, the same for both sides.</param>
    /// <param name="SalesValue">Accrued by the borrower; none where it does not accrue.</param>
    public sealed record IntercompanyTimeApproved(
        LegalEntityCode Lender,
        Money Cost,
        LegalEntityCode Borrower,
        Money Transfer,
        Money? SalesValue
    ) : PostingEvent;
}
