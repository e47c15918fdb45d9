using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.Invoicing;

/// <summary>Credits work whose newer version waits behind a posted invoice.</summary>
/// <remarks>
/// The whole of the corrected work is credited at the rate and tax of the original, and billed anew
/// at its newer version. Source: domain rules §6.5 and §8.20.
/// </remarks>
internal static class CreditMemo
{
    /// <summary>One draft for each posted invoice that held work stands on.</summary>
    public static IEnumerable<EngagementEvent> ForHeldWork(EngagementState state, LocalDate date)
    {
        var number = state.Invoices.Count;
        foreach (var document in state.Invoices.Values)
        {
            if (document.Status is not (InvoiceStatus.Posted or InvoiceStatus.Paid))
            {
                continue;
            }

            var reference = document.Invoice.Reference;
            if (document.Invoice.Type is InvoiceType.Invoice && !HasDraft(state, reference))
            {
                var lines = CreditedLines(state, document.Invoice);
                if (lines.Count > 0)
                {
                    number++;
                    yield return new EngagementEvent.InvoiceDrafted(
                        Credit(state, document.Invoice, lines, date, number)
                    );
                }
            }
        }
    }

    private static bool HasDraft(EngagementState state, InvoiceReference original) =>
        state.Invoices.Values.Any(x =>
            x.Invoice.RefersTo == original && x.Status == InvoiceStatus.Draft
        );

    private static List<InvoiceLine> CreditedLines(EngagementState state, Invoice original)
    {
        var lines = new List<InvoiceLine>();
        foreach (var line in original.Lines)
        {
            var shares = line.Shares.Where(share => IsHeldOn(state, original, share)).ToList();
            if (shares.Count > 0)
            {
                var amount = Money.Sum(original.Currency, shares.Select(share => share.Amount));
                lines.Add(
                    line with
                    {
                        Number = lines.Count + 1,
                        Quantity =
                            shares.Count == line.Shares.Count
                                ? -line.Quantity
                                : -Effort.Sum(shares.Select(share => share.Effort)).Hours,
                        Amount = -amount,
                        Shares =
                        [
                            .. shares.Select(x =>
                                x with
                                {
                                    Amount = -x.Amount,
                                    Effort = -x.Effort,
                                }
                            ),
                        ],
                    }
                );
            }
        }

        return lines;
    }

    private static bool IsHeldOn(EngagementState state, Invoice original, WorkShare share) =>
        state.Work.GetValueOrDefault(share.Work) is { Held: not null } item
        && item.Slices.Any(slice =>
            slice.Number == share.Slice
            && slice.Invoice == original.Reference
            && slice.Stage == Stage.Invoiced
        );

    private static Invoice Credit(
        EngagementState state,
        Invoice original,
        IReadOnlyList<InvoiceLine> lines,
        LocalDate date,
        int number
    ) =>
        original with
        {
            Reference = InvoiceReferences.Of(state.Id, number),
            Type = InvoiceType.CreditNote,
            InvoiceDate = date,
            DueDate = date,
            Lines = lines,
            Taxes = [.. Taxes(state, original, lines)],
            RefersTo = original.Reference,
        };

    /// <summary>The last credit of a tax takes what is left, so that both end at exactly zero.</summary>
    private static IEnumerable<TaxSubtotal> Taxes(
        EngagementState state,
        Invoice original,
        IReadOnlyList<InvoiceLine> lines
    )
    {
        var earlier = state
            .Invoices.Values.Where(x =>
                x.Invoice.RefersTo == original.Reference
                && x.Status is not (InvoiceStatus.Cancelled or InvoiceStatus.Voided)
            )
            .SelectMany(x => x.Invoice.Taxes)
            .ToLookup(tax => (tax.Category, tax.Rate));
        foreach (var group in lines.GroupBy(line => (line.TaxCategory, line.TaxRate)))
        {
            var whole = original.Taxes.First(tax => (tax.Category, tax.Rate) == group.Key);
            var zero = Money.Zero(original.Currency);
            var taxable = group.Aggregate(zero, (sum, line) => sum + line.Amount);
            var before = earlier[group.Key].Aggregate(zero, (sum, tax) => sum + tax.Taxable);
            var taxBefore = earlier[group.Key].Aggregate(zero, (sum, tax) => sum + tax.Tax);
            var isLast = (whole.Taxable + before + taxable).IsZero;
            var tax = isLast ? -(whole.Tax + taxBefore) : (taxable * (whole.Rate / 100m)).Round();
            yield return whole with
            {
                Taxable = taxable,
                Tax = tax,
            };
        }
    }
}
