using System.Text.Json.Serialization;
using Tieout.Connectors.Tryton.Invoices;

namespace Tieout.Connectors.Tryton.Feeds;

/// <summary>account.invoice with the ledger lines that settle it.</summary>
internal sealed record PaidRow(
    int Id,
    string Reference,
    [property: JsonPropertyName("currency.")] CurrencyCodeRow Currency,
    IReadOnlyList<int> PaymentLines,
    IReadOnlyList<int>? ReconciliationLines
)
{
    public static IReadOnlyList<string> Fields { get; } =
    ["reference", "currency.code", "payment_lines", "reconciliation_lines"];

    public IEnumerable<int> AllLines => PaymentLines.Union(ReconciliationLines ?? []);
}
