using System.Globalization;
using System.Runtime.CompilerServices;
using Tieout.Connect;
using Tieout.Connectors.Tryton.Rpc;
using Tieout.Domain.Amounts;
using Tieout.Domain.Invoicing;

namespace Tieout.Connectors.Tryton.Invoices;

/// <summary>Customer invoices and credit memos in Tryton.</summary>
/// <remarks>
/// A credit memo is an invoice with negative quantities: Tryton numbers an invoice with a negative
/// total from the sequence of credit notes. Its own credit wizard is not used, because that
/// cancels the original, which the feed of voids would report as somebody's decision.
/// </remarks>
internal sealed class TrytonInvoices(
    TrytonRpc rpc,
    TrytonDirectory directory,
    TrytonDraft draft,
    TrytonPeriods periods,
    TrytonOptions options
)
{
    private const string Model = "account.invoice";

    private readonly TrytonDeductions _deductions = new(rpc, directory, options);

    public async Task<IReadOnlyList<TargetRecord>> FindAsync(
        Delivery.Document document,
        CancellationToken cancellationToken
    )
    {
        var invoice = document.Invoice;
        var company = await directory.CompanyAsync(invoice.LegalEntity, cancellationToken);
        var rows = await rpc.SearchReadAsync<InvoiceRow>(
            new(
                Model,
                [
                    new object[] { "type", "=", "out" },
                    new object[] { "company", "=", company.Id },
                    new object[] { "reference", "=", invoice.Reference.Value },
                ],
                InvoiceRow.Fields
            )
            {
                OrderBy = ["id"],
                Context = company.Context,
            },
            cancellationToken
        );
        var deducted = await _deductions.OfAsync(rows, cancellationToken);
        return
        [
            .. rows.Select(row =>
                RecordOf(row, deducted[row.Id]) with
                {
                    IsUnfinished = TrytonDeductions.IsMissing(document, row, deducted[row.Id]),
                }
            ),
        ];
    }

    public async IAsyncEnumerable<TargetRecord> ListAsync(
        string referencePrefix,
        DateInterval? dates,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var last = 0;
        while (true)
        {
            var rows = await rpc.SearchReadAsync<InvoiceRow>(
                new(Model, ListDomain(referencePrefix, dates, last), InvoiceRow.Fields)
                {
                    Limit = options.PageSize,
                    OrderBy = ["id"],
                },
                cancellationToken
            );
            var deducted = await _deductions.OfAsync(rows, cancellationToken);
            foreach (var row in rows)
            {
                yield return RecordOf(row, deducted[row.Id]);
            }

            if (rows.Length < options.PageSize)
            {
                yield break;
            }

            last = rows[^1].Id;
        }
    }

    public async Task<TargetRecord> WriteAsync(
        Delivery.Document document,
        TargetRecord? found,
        CancellationToken cancellationToken
    )
    {
        var invoice = document.Invoice;
        if (found is { State: not TargetState.Draft, IsUnfinished: false })
        {
            return await ConfirmAsync(invoice, IdOf(found), cancellationToken);
        }

        var company = await directory.CompanyAsync(invoice.LegalEntity, cancellationToken);
        var journal = await directory.RevenueJournalAsync(cancellationToken);
        var period = await periods.RequireOpenAsync(
            document.AccountingDate,
            journal,
            company,
            cancellationToken
        );
        var deductions = await _deductions.PrepareAsync(document, company, cancellationToken);
        var place = new DeductionPlace(company, journal, period, document.AccountingDate);
        int id;
        if (found is { IsUnfinished: true })
        {
            id = IdOf(await ConfirmAsync(invoice, IdOf(found), cancellationToken));
        }
        else
        {
            var values = await draft.ValuesAsync(document, company, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();

            // From here on nothing is called off: a half-written document would be left behind.
            id = await PostNewAsync(invoice, found, values, company);
        }

        await _deductions.EnterAsync(
            invoice,
            await ReadAsync(id, CancellationToken.None),
            deductions,
            place
        );
        return await RecordAsync(await ReadAsync(id, CancellationToken.None));
    }

    private async Task<int> PostNewAsync(
        Invoice invoice,
        TargetRecord? left,
        Dictionary<string, object?> values,
        TrytonCompany company
    )
    {
        var id = left is null
            ? await CreateAsync(values, company)
            : await RewriteAsync(IdOf(left), values, company);
        if (invoice.IsCredit)
        {
            await new TrytonCreditTaxes(rpc, directory).AdjustAsync(invoice, id, company);
        }

        await RequireSameAmountsAsync(invoice, id, company);
        await PostAsync(id, company);
        return id;
    }

    private async Task<TargetRecord> RecordAsync(InvoiceRow row)
    {
        var deducted = await _deductions.OfAsync([row], CancellationToken.None);
        return RecordOf(row, deducted[row.Id]);
    }

    public async Task DiscardAsync(TargetRecord surplus, CancellationToken cancellationToken)
    {
        int[] ids = [IdOf(surplus)];
        var rows = await rpc.SearchReadAsync<InvoiceRow>(
            new(Model, [new object[] { "id", "in", ids }], InvoiceRow.Fields),
            cancellationToken
        );
        // Already gone: the call was repeated.
        if (rows is [var row])
        {
            if (!row.IsUnposted)
            {
                throw TrytonRefusal.Of(
                    options.System,
                    $"{row.Reference} ({row.Number}) is {row.State} and not a draft any more."
                );
            }

            await rpc.PressAsync(Model, "delete", ids, cancellationToken);
        }
    }

    private async Task<TargetRecord> ConfirmAsync(
        Invoice invoice,
        int id,
        CancellationToken cancellationToken
    )
    {
        var row = await ReadAsync(id, cancellationToken);
        if (row.State is "cancelled")
        {
            throw TrytonRefusal.Of(
                options.System,
                $"{invoice.Reference} ({row.Number}) was cancelled in Tryton; it is not written "
                    + "again under the same reference."
            );
        }

        var difference = DifferenceOf(invoice, row);
        return difference is null
            ? await RecordAsync(row)
            : throw TrytonRefusal.Of(
                options.System,
                $"{invoice.Reference} is already in Tryton as {row.Number}: {difference}.",
                TrytonRefusal.TaxDifference
            );
    }

    private async Task<int> CreateAsync(Dictionary<string, object?> values, TrytonCompany company)
    {
        var ids = await rpc.CallAsync<int[]>(
            TrytonCall.Change(Model, "create", [new object[] { values }]) with
            {
                Context = company.Context,
            },
            CancellationToken.None
        );
        // Tryton computes the taxes of a draft only when it is written to.
        return await RewriteAsync(ids[0], Only(values, "reference"), company);
    }

    private async Task<int> RewriteAsync(
        int id,
        Dictionary<string, object?> values,
        TrytonCompany company
    )
    {
        int[] ids = [id];
        if (values.TryGetValue("lines", out var lines))
        {
            // Somebody may have edited the draft: its lines are replaced, not trusted.
            var row = await ReadAsync(id, CancellationToken.None);
            values["lines"] = new[] { new object[] { "delete", row.Lines }, ((object[])lines!)[0] };
        }

        await rpc.CallAsync<object?>(
            TrytonCall.Change(Model, "write", [ids, values]) with
            {
                Context = company.Context,
            },
            CancellationToken.None
        );
        return id;
    }

    private async Task RequireSameAmountsAsync(Invoice invoice, int id, TrytonCompany company)
    {
        var row = await ReadAsync(id, CancellationToken.None);
        var difference = DifferenceOf(invoice, row);
        if (difference is null)
        {
            return;
        }

        // A draft with wrong figures must not be there for somebody to post by hand.
        int[] ids = [id];
        await rpc.CallAsync<object?>(
            TrytonCall.Change(Model, "delete", [ids]) with
            {
                Context = company.Context,
            },
            CancellationToken.None
        );
        throw TrytonRefusal.Of(
            options.System,
            $"{invoice.Reference}: {difference}. Nothing was posted.",
            TrytonRefusal.TaxDifference
        );
    }

    private async Task PostAsync(int id, TrytonCompany company)
    {
        int[] ids = [id];
        // "Generates a payment date in the past": so it is decided, for an old due date.
        string[] harmless =
        [
            string.Create(CultureInfo.InvariantCulture, $"invoice_payment_term_{id}"),
        ];
        await rpc.CallAsync<object?>(
            TrytonCall.Change(Model, "post", [ids]) with
            {
                Context = company.Context,
                Acknowledges = harmless,
            },
            CancellationToken.None
        );
    }

    private async Task<InvoiceRow> ReadAsync(int id, CancellationToken cancellationToken)
    {
        var rows = await rpc.ReadAsync<InvoiceRow>(
            Model,
            [id],
            InvoiceRow.Fields,
            cancellationToken
        );
        return rows[0];
    }

    private static string? DifferenceOf(Invoice invoice, InvoiceRow row)
    {
        (string Name, decimal Hub, decimal Target)[] figures =
        [
            ("net", invoice.Net.Amount, row.UntaxedAmount),
            ("tax", invoice.Tax.Amount, row.TaxAmount),
            ("total", invoice.Gross.Amount, row.TotalAmount),
        ];
        var wrong = figures.Where(figure => figure.Hub != figure.Target).ToArray();
        return wrong.Length == 0
            ? null
            : string.Join(
                "; ",
                wrong.Select(figure =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{figure.Name} is {figure.Hub} in the hub and {figure.Target} in Tryton"
                    )
                )
            );
    }

    private static object?[] ListDomain(string referencePrefix, DateInterval? dates, int after)
    {
        var pattern = TrytonPattern.StartingWith(referencePrefix);
        object?[] dated = dates is null
            ? []
            :
            [
                new object[] { "invoice_date", ">=", dates.Start },
                new object[] { "invoice_date", "<=", dates.End },
            ];
        return
        [
            new object[] { "type", "=", "out" },
            new object[] { "id", ">", after },
            new object?[] { "reference", "!=", null },
            new object[] { "reference", "like", pattern },
            .. dated,
        ];
    }

    private static TargetRecord RecordOf(InvoiceRow row, IEnumerable<DeductionRow> deducted)
    {
        var currency = CurrencyCode.Parse(row.Currency.Code);
        return new TargetRecord(
            row.Reference ?? string.Empty,
            row.Id.ToString(CultureInfo.InvariantCulture),
            row.State switch
            {
                "posted" => TargetState.Posted,
                "paid" => TargetState.Paid,
                "cancelled" => TargetState.Voided,
                _ => TargetState.Draft,
            },
            row.Number,
            row.IsUnposted ? null : row.AccountingDate ?? row.InvoiceDate,
            new Money(row.UntaxedAmount, currency),
            new Money(row.TaxAmount, currency),
            new Money(row.IsUnposted ? row.TotalAmount : row.AmountToPay, currency),
            // Without an entry of ours somebody may have deducted it in a way of their own.
            row.IsUnposted || deducted.Where(line => line.IsPosted).ToList() is not [_, ..] entered
                ? null
                : new Money(entered.Sum(line => line.AmountIn(row)), currency)
        );
    }

    private static Dictionary<string, object?> Only(
        Dictionary<string, object?> values,
        string name
    ) => new(StringComparer.Ordinal) { [name] = values[name] };

    private static int IdOf(TargetRecord record) =>
        int.Parse(record.ExternalId, CultureInfo.InvariantCulture);
}
