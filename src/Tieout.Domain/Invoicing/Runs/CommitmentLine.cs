using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Periods;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing.Runs;

/// <summary>Bills what is missing of a minimum commitment, once.</summary>
/// <remarks>
/// The first document of a window settles it; a term is settled by the final run. Source: §8.9.
/// </remarks>
internal static class CommitmentLine
{
    public static void Bill(RunPage page, MinimumCommitment commitment)
    {
        var zero = Money.Zero(page.Currency);
        var counted = page
            .Lines.Where(line => commitment.Counted(line.Kind))
            .Aggregate(zero, (sum, line) => sum + line.Amount);
        var isPeriod = commitment.Span is CommitmentSpan.Period;
        var committed = isPeriod ? OfWindow(page, commitment) : commitment.Amount;
        page.Balances.Add(new RunBalance.Commitment(committed, counted));
        var before = isPeriod
            ? zero
            : (commitment.BilledBefore ?? zero) + page.Before.CountedFor(commitment);
        var missing = committed - counted - before;
        var isDue = isPeriod || page.Run.IsFinal;
        if (isDue && missing > zero && !page.Before.HasSettled(commitment, page.Run.Start))
        {
            page.Lines.Add(
                new DraftLine(
                    ContractLineId.Parse(MinimumCommitment.LineName),
                    InvoiceLineKind.TrueUp,
                    "Minimum commitment",
                    Quantity: 1m,
                    Price: missing.Amount,
                    missing,
                    page.Terms.TaxCode,
                    page.Window,
                    Shares: [],
                    IsCharge: true,
                    Dimensions: Dimensions.Of(page.Terms, project: null)
                )
            );
        }
    }

    private static Money OfWindow(RunPage page, MinimumCommitment commitment)
    {
        var (first, last) = (page.Terms.Start, page.Terms.End ?? LocalDate.MaxIsoValue);
        return first <= last
            ? Proration
                .Between(page.Window, new DateInterval(first, last), commitment.Proration)
                .Of(commitment.Amount)
            : Money.Zero(page.Currency);
    }
}
