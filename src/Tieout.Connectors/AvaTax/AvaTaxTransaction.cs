namespace Tieout.Connectors.AvaTax;

/// <summary>A transaction, as far as the hub looks at it.</summary>
/// <param name="Status">Temporary, Saved, Posted, Committed, Cancelled, …</param>
/// <param name="Lines">Empty where they were not asked for.</param>
internal sealed record AvaTaxTransaction(
    string Code,
    string Status,
    string CurrencyCode,
    decimal TotalAmount,
    decimal TotalTax,
    IReadOnlyList<AvaTaxTransactionLine> Lines
)
{
    public bool IsVoid => Status is "Cancelled";

    public bool IsCommitted => Status is "Committed";
}
