namespace Tieout.Connectors.Tryton.Invoices;

/// <summary>account.invoice.tax: the tax of a draft, as Tryton computed it or as it was entered.</summary>
internal sealed record InvoiceTaxRow(
    int Id,
    int? Tax,
    int Account,
    string Description,
    decimal Amount
)
{
    public static IReadOnlyList<string> Fields { get; } =
    ["tax", "account", "description", "amount"];
}
