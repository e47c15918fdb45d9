using System.Text.Json.Serialization;

namespace Tieout.Connectors.Tryton.Invoices;

/// <summary>account.invoice, as far as the hub reads it.</summary>
internal sealed record InvoiceRow(
    int Id,
    string? Reference,
    string State,
    string? Number,
    LocalDate? InvoiceDate,
    LocalDate? AccountingDate,
    decimal UntaxedAmount,
    decimal TaxAmount,
    decimal TotalAmount,
    decimal AmountToPay,
    IReadOnlyList<int> Lines,
    int Account,
    int Party,
    int? Move,
    [property: JsonPropertyName("currency.")] CurrencyCodeRow Currency
)
{
    public static IReadOnlyList<string> Fields { get; } =
    [
        "reference",
        "state",
        "number",
        "invoice_date",
        "accounting_date",
        "untaxed_amount",
        "tax_amount",
        "total_amount",
        "amount_to_pay",
        "lines",
        "account",
        "party",
        "move",
        "currency.code",
    ];

    public bool IsUnposted => State is "draft" or "validated";
}

/// <summary>A currency's code, as a nested read brings it.</summary>
internal sealed record CurrencyCodeRow(int Id, string Code);
