using Tieout.Domain.Amounts;
using Tieout.Domain.Invoicing.Explaining;

namespace Tieout.Runtime.Reconciliation.Explaining;

/// <summary>A document with the lines and taxes that the explained work is in.</summary>
public sealed record ExplainedDocument(
    string Reference,
    string Type,
    string Status,
    string? Number,
    string? RoutedTo,
    string? RoutingRule,
    string? System,
    string? ExternalId,
    LocalDate InvoiceDate,
    string? RefersTo,
    string? BlockReason,
    Money Net,
    Money Tax,
    Money Gross,
    Money Credited,
    Money Paid,
    IReadOnlyList<ExplainedLine> Lines,
    IReadOnlyList<ExplainedTax> Taxes,
    string? AmendmentPlan = null,
    string? ApprovedBy = null
)
{
    /// <summary>The day it counts in its target's ledger; none before it is posted.</summary>
    public LocalDate? AccountingDate { get; init; }

    /// <summary>Gross, less what is kept back or was paid in advance.</summary>
    public required Money Payable { get; init; }

    /// <summary>What made its amounts; none where many documents are explained at once.</summary>
    public IReadOnlyList<AmountReason> Reasons { get; init; } = [];
}
