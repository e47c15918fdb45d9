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

        var (whole, standing) = Time(state, original, line);
        var (_, left) = Time(state, original, line, isCredited);
        foreach (var share in line.Shares)
        {
            if (
                left == standing
                || isCredited(share)
                || !CreditMemo.StandsOn(state, original, share)
            )
            {
                continue;
            }

            var present = CreditMemo.AtPresent(state, share).Amount;
            // An amendment may have changed the charge: then the ratio is to what it is now.
            var next =
                present == Part(share.Amount, standing, whole)
                    ? Part(share.Amount, left, whole)
                    : Part(present, left, standing);
            if (next != present)
            {
                yield return (share, share with { Amount = present - next });
            }
        }
    }

    private static bool IsOnTop(InvoiceLine line) =>
        line.Kind is InvoiceLineKind.Discount or InvoiceLineKind.Fee;

    /// <summary>Time of the same contract line as it was billed: all of it, and what stands.</summary>
    private static (decimal Whole, decimal Standing) Time(
        EngagementState state,
        Invoice original,
        InvoiceLine line,
        Func<WorkShare, bool>? isCredited = null
    )
    {
        var (whole, standing) = (0m, 0m);
        foreach (
            var share in original
                .Lines.Where(x => x.Kind is InvoiceLineKind.Time && x.Line == line.Line)
                .SelectMany(x => x.Shares)
        )
        {
            whole += share.Amount.Amount;
            if (isCredited?.Invoke(share) != true && CreditMemo.StandsOn(state, original, share))
            {
                standing += share.Amount.Amount;
            }
        }

        return (whole, standing);
    }

    private static Money Part(Money amount, decimal standing, decimal whole) =>
        whole == 0m ? amount
        : standing == whole ? amount
        : (amount with { Amount = amount.Amount * standing / whole }).Round();
}
