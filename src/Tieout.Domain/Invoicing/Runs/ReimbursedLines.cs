using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;

namespace Tieout.Domain.Invoicing.Runs;

/// <summary>Expenses, one line each, at most the room under the line's cap.</summary>
/// <remarks>Source: domain rules §8.12.</remarks>
internal static class ReimbursedLines
{
    public static void Bill(RunPage page, ContractLine.Reimbursables line)
    {
        var offered = page.Offered(line);
        var isCapped = page.Caps.IsCapped(line);
        foreach (var ready in offered)
        {
            var price = ready.Slice.Amount!.Value;
            if (price.IsZero && ready.Item.Slices.Count > 1)
            {
                continue;
            }

            var taken = isCapped
                ? Caps.Take(page, line, ready, ReasonCode.ExpenseCapExceeded)
                : page.Take(ready, price);
            if (taken is not { } share)
            {
                continue;
            }

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
        }

        Caps.Report(page, line);
    }
}
