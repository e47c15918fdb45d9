using System.Globalization;
using Tieout.Connect;
using Tieout.Domain.Amounts;

namespace Tieout.Connectors.Ledgerworks;

/// <summary>An invoice or credit note as Ledgerworks tells it; credit notes are positive there.</summary>
internal sealed record LedgerworksInvoice(
    long Id,
    string Company,
    string Type,
    string Reference,
    string Currency,
    string State,
    decimal Net,
    decimal Tax,
    decimal Open,
    long Version,
    string? Number = null,
    DateOnly? AccountingDate = null,
    decimal Deducted = 0m
)
{
    public const string InvoiceType = "invoice";

    public const string CreditNoteType = "credit-note";

    /// <summary>As the hub counts: amounts of a credit note are negative.</summary>
    /// <exception cref="ConnectorException">A state or currency that the API does not name.</exception>
    public TargetRecord ToTarget()
    {
        if (!CurrencyCode.TryParse(Currency, out var currency))
        {
            throw Unreadable($"currency '{Currency}'");
        }

        var sign = Type switch
        {
            InvoiceType => 1m,
            CreditNoteType => -1m,
            _ => throw Unreadable($"type '{Type}'"),
        };
        var state = TargetStateOf(State);
        if (state is not TargetState.Draft && (Number is null || AccountingDate is null))
        {
            throw new ConnectorException(
                ConnectorFault.Contract,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Ledgerworks told document {Id} as {State} without {(Number is null ? "number" : "accountingDate")}."
                )
            );
        }

        return new TargetRecord(
            Reference,
            Id.ToString(CultureInfo.InvariantCulture),
            state,
            Number,
            AccountingDate is { } date ? LocalDate.FromDateOnly(date) : null,
            new Money(sign * Net, currency),
            new Money(sign * Tax, currency),
            new Money(sign * Open, currency),
            new Money(sign * Deducted, currency)
        );
    }

    private static TargetState TargetStateOf(string state) =>
        state switch
        {
            "draft" => TargetState.Draft,
            "posted" => TargetState.Posted,
            "paid" => TargetState.Paid,
            "void" => TargetState.Voided,
            _ => throw Unreadable($"state '{state}'"),
        };

    private static ConnectorException Unreadable(string what) =>
        new(ConnectorFault.Contract, $"Ledgerworks answered with the unknown {what}.");
}
