using Tieout.Domain.Amounts;

namespace Tieout.Connectors.LegacyErp.Receipts;

/// <summary>One detail of an extract.</summary>
/// <param name="Line">In the file; 1 is the header.</param>
/// <param name="Receipt">The ERP's id of the payment.</param>
/// <param name="Reference">Of the document, as the hub sent it.</param>
/// <param name="Amount">Positive for a payment, negative for a reversal, zero for a void.</param>
internal sealed record ReceiptDetail(
    int Line,
    ReceiptAction Action,
    string Receipt,
    string Reference,
    LocalDate Date,
    Money Amount
);
