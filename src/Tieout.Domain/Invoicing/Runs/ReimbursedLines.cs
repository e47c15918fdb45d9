using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;

namespace Tieout.Domain.Invoicing.Runs;

/// <summary>Expenses, one line each, at most the room under the line's cap.</summary>
/// <remarks>Source: domain rules §8.12.</remarks>
internal static class ReimbursedLines
{
    public static void Bill(RunPage page, ContractLine.Reimbursables line)
    {
        var used = page.Before.UsedOf(line);
        foreach (var ready in page.Offered(line))
        {
            var price = ready.Slice.Amount!.Value;
            if (price.IsZero && ready.Item.Slices.Count > 1)
            {
                continue;
            }

            var part = line.Cap is { } limit ? Money.Min(price, limit.Amount - used) : price;
            if (part < price && (part.Amount <= 0m || line.Cap is { OnExceed: CapEdge.Block }))
            {
                page.Leave(ready, Exceeding(line, ready, price));
                continue;
            }

            var rest = part < price ? Exceeding(line, ready, price - part) : null;
            var share = page.Take(ready, ready.Slice, part, rest);
            var category = ((Expense)ready.Work).Category ?? "general";
            page.Lines.Add(
                AgreedLines.Agreed(
                    page,
                    line,
                    ready,
                    InvoiceLineKind.Expense,
                    $"Expense: {category}",
                    share
                )
            );
            used += part;
        }

        if (line.Cap is { } cap)
        {
            Caps.Report(page, line.Id, cap, used);
        }
    }

    private static LeftWork Exceeding(ContractLine line, ReadySlice ready, Money amount) =>
        new(line.Id, ready.Work.Id, [ReasonCode.ExpenseCapExceeded], amount);
}
