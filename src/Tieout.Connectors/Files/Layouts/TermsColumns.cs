using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>The columns of contract terms, shared by contracts and amendments.</summary>
internal sealed class TermsColumns(
    Func<string, bool, ColumnForm, string, string, Column> add,
    ContractLineLayout lines,
    ContractScheduleLayout schedule
)
{
    private readonly Column _customer = add("customer", true, ColumnForm.Code, "C-100", "Who buys");

    private readonly Column _legalEntity = add(
        "legal_entity",
        true,
        ColumnForm.Code,
        "UK",
        "Company of the firm that invoices"
    );

    private readonly Column _currency = add(
        "currency",
        true,
        ColumnForm.Currency,
        "EUR",
        "Of all its invoices"
    );

    private readonly Column _start = add(
        "start",
        true,
        ColumnForm.Date,
        "2026-01-01",
        "First service date, included"
    );

    private readonly Column _end = add(
        "end",
        false,
        ColumnForm.Date,
        "2026-12-31",
        "Last service date, included; open when left out"
    );

    private readonly Column _signed = add(
        "signed",
        true,
        ColumnForm.Flag,
        "true",
        "Unsigned blocks the work it would touch"
    );

    private readonly Column _taxCode = add(
        "tax_code",
        false,
        ColumnForm.Code,
        "DE-S19",
        "Of lines that name none"
    );

    private readonly Column _billTo = add(
        "bill_to",
        false,
        ColumnForm.Code,
        "",
        "Who pays, when not the customer or its hierarchy"
    );

    private readonly Column _quote = add(
        "quote",
        false,
        ColumnForm.Text,
        "",
        "Quote it came from; rate cards may refer to it"
    );

    private readonly Column _purchaseOrder = add(
        "purchase_order",
        false,
        ColumnForm.Text,
        "PO-77",
        "Printed on invoices"
    );

    private readonly Column _paymentDays = add(
        "payment_days",
        false,
        ColumnForm.Integer,
        "30",
        "From invoice date to due date; 30 when left out"
    );

    public bool IsSigned(Row row)
    {
        if (!row.Has(_signed))
        {
            row.Fail(_signed, "files.missing-value", "is empty; write true or false");
        }

        return row.Flag(_signed, false);
    }

    /// <summary>Reads the terms with their lines.</summary>
    /// <param name="rows">The terms' own row, then lines, then schedule.</param>
    public ContractTerms Read(IReadOnlyList<Row> rows)
    {
        var row = rows[0];
        var currency = row.Currency(_currency);
        return new ContractTerms(
            row.Code<CustomerCode>(_customer),
            row.Code<LegalEntityCode>(_legalEntity),
            currency,
            row.Date(_start),
            row.LastDate(_end, _start),
            IsSigned(row),
            ReadLines(rows, currency),
            row.OptionalCode<TaxCode>(_taxCode),
            row.OptionalCode<CustomerCode>(_billTo),
            row.Name(_quote),
            row.Name(_purchaseOrder),
            row.Integer(_paymentDays, 30, 0, 3650)
        );
    }

    public void Fill(Cells cells, ContractTerms terms, bool isSigned)
    {
        cells.Put(_customer, terms.Customer);
        cells.Put(_legalEntity, terms.LegalEntity);
        cells.Put(_currency, (CurrencyCode?)terms.Currency);
        cells.Put(_start, (LocalDate?)terms.Start);
        cells.Put(_end, terms.End);
        cells.Put(_signed, isSigned);
        cells.Put(_taxCode, terms.TaxCode);
        cells.Put(_billTo, terms.BillTo);
        cells.Put(_quote, terms.Quote);
        cells.Put(_purchaseOrder, terms.PurchaseOrder);
        cells.Put(_paymentDays, terms.PaymentDays);
    }

    public void WriteLines(
        Cells owner,
        ContractTerms terms,
        Action<Layout, Cells> key,
        IRowSink sink
    )
    {
        foreach (var line in terms.Lines)
        {
            var cells = new Cells(lines);
            key(lines, cells);
            lines.Fill(cells, line);
            Send(owner, "lines", cells, sink);
            if (line is not ContractLine.FixedFee fee)
            {
                continue;
            }

            foreach (var instalment in fee.Schedule)
            {
                var entry = new Cells(schedule);
                key(schedule, entry);
                schedule.Fill(entry, line.Id, instalment);
                Send(cells, "schedule", entry, sink);
            }
        }
    }

    private static void Send(Cells owner, string field, Cells cells, IRowSink sink)
    {
        if (!sink.IsNested)
        {
            sink.Take(cells);
            return;
        }

        if (!owner.Nested.TryGetValue(field, out var nested))
        {
            owner.Nested[field] = nested = [];
        }

        nested.Add(cells);
    }

    private List<ContractLine> ReadLines(IReadOnlyList<Row> rows, CurrencyCode currency)
    {
        var scheduled = rows.Where(row => row.Layout == schedule)
            .GroupBy(row => row.Value(schedule.Line) ?? string.Empty, StringComparer.Ordinal)
            .ToDictionary(x => x.Key, x => x.ToList(), StringComparer.Ordinal);
        var read = new List<ContractLine>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in rows.Where(row => row.Layout == lines))
        {
            var id = row.Value(lines.Line) ?? string.Empty;
            if (!seen.Add(id))
            {
                row.Fail(lines.Line, "files.duplicate", "stands twice in the same contract");
            }

            scheduled.Remove(id, out var instalments);
            read.Add(
                lines.Read(row, [.. (instalments ?? []).Select(x => schedule.Read(x, currency))])
            );
            if (instalments is not null && read[^1] is not ContractLine.FixedFee)
            {
                instalments[0]
                    .Fail(
                        schedule.Line,
                        "files.bad-schedule",
                        "is no fixed-fee line; only those have a schedule"
                    );
            }
        }

        foreach (var orphan in scheduled.Values)
        {
            orphan[0].Fail(schedule.Line, "files.no-such-line", "is no line of its contract");
        }

        if (read.Count == 0)
        {
            rows[0]
                .Fail(new Problem("files.no-lines", null, $"no row in {lines.Name} belongs to it"));
        }

        return read;
    }
}
