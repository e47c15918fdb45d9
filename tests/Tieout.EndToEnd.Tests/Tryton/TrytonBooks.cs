using Tieout.Connectors.Tryton.Rpc;
using Tieout.Domain.Amounts;
using Tieout.Testing.Tryton;

namespace Tieout.EndToEnd.Tests.Tryton;

/// <summary>What an auditor reads in Tryton itself, without the connector's mapping.</summary>
internal sealed class TrytonBooks(TrytonTestBench bench)
{
    /// <summary>Every invoice to a customer, drafts included.</summary>
    public Task<Invoice[]> InvoicesAsync(CancellationToken cancellationToken) =>
        bench.Rpc.SearchReadAsync<Invoice>(
            new(
                "account.invoice",
                [new object[] { "type", "=", "out" }],
                [
                    "reference",
                    "state",
                    "number",
                    "invoice_date",
                    "untaxed_amount",
                    "tax_amount",
                    "total_amount",
                    "amount_to_pay",
                ]
            ),
            cancellationToken
        );

    /// <summary>All time that is booked.</summary>
    public async Task<Effort> EffortAsync(CancellationToken cancellationToken)
    {
        var lines = await bench.Rpc.SearchReadAsync<Line>(
            new("timesheet.line", [], ["duration"]),
            cancellationToken
        );
        return Effort.Sum(lines.Select(line => line.Duration));
    }

    /// <summary>Debit less credit of an account, in cents.</summary>
    public async Task<long> CentsAsync(string account, CancellationToken cancellationToken) =>
        (long)(100m * await bench.BalanceAsync(account, cancellationToken));

    internal sealed record Invoice(
        int Id,
        string? Reference,
        string State,
        string? Number,
        LocalDate InvoiceDate,
        decimal UntaxedAmount,
        decimal TaxAmount,
        decimal TotalAmount,
        decimal AmountToPay
    );

    private sealed record Line(int Id, Effort Duration);
}
