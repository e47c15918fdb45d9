using System.Text.Json.Serialization;

namespace Tieout.Connectors.Tryton.Invoices;

/// <summary>account.move.line on an invoice's receivable, of an entry that belongs to it.</summary>
internal sealed record DeductionRow(
    int Id,
    int Account,
    decimal Debit,
    decimal Credit,
    int? SecondCurrency,
    decimal? AmountSecondCurrency,
    [property: JsonPropertyName("move.")] DeductionMoveRow Move
)
{
    public const string Model = "account.move.line";

    public static IReadOnlyList<string> Fields { get; } =
    [
        "account",
        "debit",
        "credit",
        "second_currency",
        "amount_second_currency",
        "move.origin",
        "move.state",
    ];

    public bool IsPosted => Move.State is "posted";

    /// <summary>Takes from the receivable, so a credit is above zero.</summary>
    public decimal AmountIn(InvoiceRow invoice) =>
        SecondCurrency == invoice.Currency.Id && AmountSecondCurrency is { } amount
            ? -amount
            : Credit - Debit;
}

/// <summary>The entry of a line.</summary>
internal sealed record DeductionMoveRow(int Id, string? Origin, string State);
