using Tieout.Domain.Amounts;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.Invoicing.Credits;

/// <summary>Discounts and fees of a contract line: they stand and fall with its time.</summary>
/// <remarks>
/// After every credit as much of a charge stands as its document's time does, rounded: credits of
/// all the time add up to exactly the charge. Source: domain rules §8.11 and identity C4.
/// </remarks>
internal static class ChargesOnTop
{
    /// <summary>What of a line's charges falls when some of the document's work is credited.</summary>
    /// <param name="isCredited">Which shares; a charge that is named itself falls whole.</param>
    public static IEnumerable<(WorkShare Billed, WorkShare Credited)> Falling(
        EngagementState state,
        Invoice original,
        InvoiceLine line,
        Func<WorkShare, bool> isCredited
    )
    {
        if (!IsOnTop(line))
        {
            yield break;
        }

        var whole = TimeOf(original, line);
        var standing = whole.FindAll(share => CreditMemo.StandsOn(state, original, share));
        var left = standing.FindAll(share => !isCredited(share));
        if (left.Count == standing.Count)
        {
            yield break;
        }

        foreach (var share in line.Shares)
        {
            if (!isCredited(share) && CreditMemo.StandsOn(state, original, share))
            {
                var present = CreditMemo.AtPresent(state, share);
                var next =
                    present.Amount == Part(share.Amount, standing, whole, Billed)
                        ? Part(share.Amount, left, whole, Billed)
                        : Part(present.Amount, left, standing, Present);
                var allowance = present.Allowance is { } before
                    ? before - Part(present.Counted, left, standing, Agreed) + next
                    : default(Money?);
                if (next != present.Amount || allowance is { IsZero: false })
                {
                    yield return (
                        share,
                        share with
                        {
                            Amount = present.Amount - next,
                            Allowance = allowance,
                        }
                    );
                }
            }
        }

        // A charge that an amendment or an allowance has changed is in proportion to what time costs by now.
        decimal Present(WorkShare share) => CreditMemo.AtPresent(state, share).Amount.Amount;

        decimal Agreed(WorkShare share) => CreditMemo.AtPresent(state, share).Counted.Amount;
    }

    private static bool IsOnTop(InvoiceLine line) =>
        line.Kind is InvoiceLineKind.Discount or InvoiceLineKind.Fee;

    /// <summary>Time of the same contract line, as it was billed.</summary>
    private static List<WorkShare> TimeOf(Invoice original, InvoiceLine line) =>
        [
            .. original
                .Lines.Where(x => x.Kind is InvoiceLineKind.Time && x.Line == line.Line)
                .SelectMany(x => x.Shares),
        ];

    private static decimal Billed(WorkShare share) => share.Amount.Amount;

    /// <summary>Of an amount, in the proportion of the time; as it was billed where it costs nothing.</summary>
    private static Money Part(
        Money amount,
        List<WorkShare> standing,
        List<WorkShare> whole,
        Func<WorkShare, decimal> weight
    )
    {
        if (standing.Count == whole.Count || standing.Count == 0)
        {
            return standing.Count == 0 ? Money.Zero(amount.Currency) : amount;
        }

        if (whole.Sum(weight) == 0m)
        {
            weight = Billed;
        }

        var all = whole.Sum(weight);
        return all == 0m
            ? amount
            : (amount with { Amount = amount.Amount * standing.Sum(weight) / all }).Round();
    }
}
