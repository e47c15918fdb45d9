using System.Diagnostics;
using System.Globalization;
using Tieout.Domain.BillableEvents;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing;

/// <summary>Prices ready slices line by line, in the order of the contract's lines.</summary>
internal static class InvoiceLines
{
    public static IReadOnlyList<InvoiceLine> Of(
        IReadOnlyList<ReadySlice> ready,
        ReferenceBook reference,
        LocalDate invoiceDate
    )
    {
        var lines = new List<InvoiceLine>();
        foreach (var byLine in ready.GroupBy(LineOf).OrderBy(group => PlaceOf(group.Key, ready)))
        {
            var line = byLine.Key;
            var groups = line is ContractLine.TimeAndMaterials tm
                ? byLine.GroupBy(slice => GroupOf(tm, slice, reference), StringComparer.Ordinal)
                : byLine.GroupBy(slice => slice.Work.Id.Value, StringComparer.Ordinal);
            foreach (var group in groups)
            {
                lines.Add(Line(lines.Count + 1, line, [.. group], reference, invoiceDate));
            }
        }

        return lines;
    }

    /// <summary>The line's tax code, else the contract's; work without either is not ready.</summary>
    public static TaxCode TaxCodeOf(ReadySlice ready) =>
        LineOf(ready).TaxCode ?? ready.Terms.TaxCode!.Value;

    private static ContractLine LineOf(ReadySlice ready) =>
        ready.Terms.Lines.First(line => line.Id == ready.Slice.Line);

    private static int PlaceOf(ContractLine line, IReadOnlyList<ReadySlice> ready)
    {
        var lines = ready[^1].Terms.Lines;
        var place = lines.Select(x => x.Id).ToList().IndexOf(line.Id);
        return place < 0 ? lines.Count : place;
    }

    private static InvoiceLine Line(
        int number,
        ContractLine line,
        IReadOnlyList<ReadySlice> slices,
        ReferenceBook reference,
        LocalDate invoiceDate
    )
    {
        var code = TaxCodeOf(slices[0]);
        var tax = reference.TaxAt(code, invoiceDate)!;
        var priced =
            slices[0].Work is TimeEntry ? PricedTime.Of(slices) : PricedTime.AsAgreed(slices);
        return new InvoiceLine(
            number,
            line.Id,
            KindOf(slices[0].Work),
            Describe(slices, reference),
            priced.Quantity,
            priced.Price,
            priced.Amount,
            code,
            tax.Category,
            tax.Rate,
            new DateInterval(
                slices.Min(slice => slice.Work.ServiceDate),
                slices.Max(slice => slice.Work.ServiceDate)
            ),
            [
                .. slices.Zip(
                    priced.Shares,
                    (slice, amount) =>
                        new WorkShare(slice.Work.Id, slice.Slice.Number, slice.Slice.Effort, amount)
                ),
            ]
        );
    }

    private static InvoiceLineKind KindOf(Work work) =>
        work switch
        {
            TimeEntry => InvoiceLineKind.Time,
            Expense => InvoiceLineKind.Expense,
            Milestone => InvoiceLineKind.Milestone,
            ScheduledFee => InvoiceLineKind.Schedule,
            _ => throw new UnreachableException(work.Identity),
        };

    private static string Describe(IReadOnlyList<ReadySlice> slices, ReferenceBook reference) =>
        slices[0].Work switch
        {
            TimeEntry time => RateContexts.RoleOf(time, reference) is { } role
                ? $"{time.Project}: {role}"
                : $"{time.Project}: services",
            Milestone milestone => milestone.Name,
            ScheduledFee fee => $"Instalment due {fee.Due:uuuu-MM-dd}",
            Expense expense => $"Expense: {expense.Category ?? "general"}",
            var other => throw new UnreachableException(other.Identity),
        };

    private static string GroupOf(
        ContractLine.TimeAndMaterials line,
        ReadySlice ready,
        ReferenceBook reference
    ) =>
        ready.Work is TimeEntry time
            ? string.Join('\u001f', line.Groups.Select(key => KeyOf(key, time, ready, reference)))
            : ready.Work.Id.Value;

    private static string KeyOf(
        GroupKey key,
        TimeEntry time,
        ReadySlice ready,
        ReferenceBook reference
    ) =>
        key switch
        {
            GroupKey.Role => RateContexts.RoleOf(time, reference) ?? string.Empty,
            GroupKey.Rate => PricedTime
                .HourlyPrice(ready)
                .ToString("0.############", CultureInfo.InvariantCulture),
            GroupKey.Task => time.Task?.Value ?? string.Empty,
            GroupKey.Resource => time.Resource.Value,
            GroupKey.Project => time.Project.Value,
            GroupKey.Date => $"{time.WorkDate:uuuu-MM-dd}",
            GroupKey.Entry => time.Id.Value,
            _ => throw new UnreachableException(),
        };
}
