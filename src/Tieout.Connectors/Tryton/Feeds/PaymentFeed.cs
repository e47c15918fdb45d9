using System.Globalization;
using Tieout.Connect;
using Tieout.Connectors.Tryton.Rpc;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Tryton.Feeds;

/// <summary>Money received on documents of the hub, partly or in full.</summary>
/// <remarks>
/// A payment is a ledger line that was registered on the invoice or reconciled with it. Lines of
/// other documents (a credit memo that was set off), write-offs and deductions settle an invoice too,
/// but no money came with them: they are left out.
/// </remarks>
internal sealed class PaymentFeed(TrytonRpc rpc, TrytonOptions options) : ITrytonFeed
{
    public Feed Feed { get; } =
        new("payments", IsMasterData: false, HoldsUpBilling: false)
        {
            ReadableWithin = options.Overlap,
        };

    public IReadOnlyList<ScanTarget> Scans { get; } =
    [new(HubInvoices.Model, HubInvoices.Domain(options))];

    public async Task<FeedBatch> MapAsync(
        ScanTarget scan,
        IReadOnlyList<int> ids,
        CancellationToken cancellationToken
    )
    {
        var batch = new FeedBatch(options);
        var invoices = await rpc.SearchReadAsync<PaidRow>(
            new(HubInvoices.Model, [new object[] { "id", "in", ids }], PaidRow.Fields),
            cancellationToken
        );
        var lines = await LinesAsync(invoices, cancellationToken);
        var settled = await InvoicesOfAsync(
            lines.Values.Select(line => line.Reconciliation).OfType<int>(),
            cancellationToken
        );
        foreach (var invoice in invoices)
        {
            foreach (var id in invoice.AllLines)
            {
                if (lines.TryGetValue(id, out var line))
                {
                    Add(batch, invoice, line, settled);
                }
            }
        }

        return batch;
    }

    private void Add(FeedBatch batch, PaidRow invoice, MoneyRow line, ILookup<int, int> settledBy)
    {
        var others = line.Reconciliation is { } reconciliation
            ? settledBy[reconciliation].Where(id => id != invoice.Id)
            : [];
        if (!invoice.PaymentLines.Contains(line.Id) && others.Any())
        {
            batch.Reject(
                MoneyRow.Model,
                line.Id,
                "tryton.payment-of-several",
                "reconciliation",
                $"The line settles {invoice.Reference} together with other invoices; register "
                    + "the payment on each invoice, so that each gets its part."
            );
            return;
        }

        if (batch.Identifies(HubInvoices.Model, invoice.Id, "reference", invoice.Reference))
        {
            batch.Accept(
                MoneyRow.Model,
                line.Id,
                new Payment(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"tryton/{options.Database}/{line.Id}"
                    ),
                    new ChangedRow(line.Id, line.CreateDate, line.WriteDate).Key.Stamp,
                    InvoiceReference.Parse(invoice.Reference),
                    new Money(line.AmountIn(invoice), CurrencyCode.Parse(invoice.Currency.Code)),
                    line.Date
                )
            );
        }
    }

    private async Task<Dictionary<int, MoneyRow>> LinesAsync(
        IEnumerable<PaidRow> invoices,
        CancellationToken cancellationToken
    )
    {
        int[] ids = [.. invoices.SelectMany(invoice => invoice.AllLines).Distinct()];
        if (ids.Length == 0)
        {
            return [];
        }

        var lines = await rpc.SearchReadAsync<MoneyRow>(
            new(MoneyRow.Model, [new object[] { "id", "in", ids }], MoneyRow.Fields),
            cancellationToken
        );
        int[] moves = [.. lines.Select(line => line.Move.Id).Distinct()];
        var documents = await rpc.SearchReadAsync<DocumentRow>(
            new(
                HubInvoices.Model,
                [
                    "OR",
                    new object[] { new object[] { "move", "in", moves } },
                    new object[] { new object[] { "cancel_move", "in", moves } },
                ],
                ["move", "cancel_move"]
            ),
            cancellationToken
        );
        var noMoney = documents
            .SelectMany(document => new[] { document.Move, document.CancelMove })
            .OfType<int>()
            .ToHashSet();
        return lines
            .Where(line => !noMoney.Contains(line.Move.Id) && !line.IsNoMoney)
            .ToDictionary(line => line.Id);
    }

    private async Task<ILookup<int, int>> InvoicesOfAsync(
        IEnumerable<int> reconciliations,
        CancellationToken cancellationToken
    )
    {
        int[] ids = [.. reconciliations.Distinct()];
        SettledRow[] lines =
            ids.Length == 0
                ? []
                : await rpc.SearchReadAsync<SettledRow>(
                    new(
                        MoneyRow.Model,
                        [new object[] { "reconciliation", "in", ids }],
                        ["move", "reconciliation"]
                    ),
                    cancellationToken
                );
        int[] moves = [.. lines.Select(line => line.Move).Distinct()];
        DocumentRow[] documents =
            moves.Length == 0
                ? []
                : await rpc.SearchReadAsync<DocumentRow>(
                    new(
                        HubInvoices.Model,
                        [new object[] { "move", "in", moves }],
                        ["move", "cancel_move"]
                    ),
                    cancellationToken
                );
        var invoiceOf = documents.ToDictionary(
            document => document.Move ?? 0,
            document => document.Id
        );
        return lines
            .Where(line => invoiceOf.ContainsKey(line.Move))
            .ToLookup(line => line.Reconciliation, line => invoiceOf[line.Move]);
    }

    private sealed record DocumentRow(int Id, int? Move, int? CancelMove);

    private sealed record SettledRow(int Id, int Move, int Reconciliation);
}
