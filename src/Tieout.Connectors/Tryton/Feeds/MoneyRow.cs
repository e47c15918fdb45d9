using System.Text.Json.Serialization;

namespace Tieout.Connectors.Tryton.Feeds;

/// <summary>account.move.line, as far as it is money on an invoice.</summary>
internal sealed record MoneyRow(
    int Id,
    decimal Debit,
    decimal Credit,
    int? SecondCurrency,
    decimal? AmountSecondCurrency,
    LocalDate Date,
    int? Reconciliation,
    [property: JsonPropertyName("move.")] MoneyMoveRow Move,
    Instant CreateDate,
    Instant? WriteDate
)
{
    public const string Model = "account.move.line";

    public static IReadOnlyList<string> Fields { get; } =
    [
        "debit",
        "credit",
        "second_currency",
        "amount_second_currency",
        "date",
        "reconciliation",
        "move.journal.type",
        "create_date",
        "write_date",
    ];

    /// <summary>Written off, set off against a credit memo, or deducted from the start.</summary>
    public bool IsNoMoney => Move.Journal?.Type is "write-off" or "revenue";

    /// <summary>Received is a credit of the receivable, so the sign turns round.</summary>
    public decimal AmountIn(PaidRow invoice) =>
        SecondCurrency == invoice.Currency.Id && AmountSecondCurrency is { } amount
            ? -amount
            : Credit - Debit;
}

/// <summary>The move of a line.</summary>
internal sealed record MoneyMoveRow(
    int Id,
    [property: JsonPropertyName("journal.")] JournalTypeRow? Journal
);

/// <summary>The journal of a move.</summary>
internal sealed record JournalTypeRow(string? Type);
