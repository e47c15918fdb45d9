using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Periods;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing.Runs;

/// <summary>Bills what is missing of a minimum commitment, once.</summary>
/// <remarks>
/// The first document of a told window settles it; without one every month is settled once it is over,
/// and the term likewise. Source: §8.9.
/// </remarks>
internal static class CommitmentLine
{
    public static void Bill(RunPage page)
    {
        BillMonths(page);
        switch (page.Terms.Commitment)
        {
            case { Span: CommitmentSpan.Term } commitment:
                BillTerm(page, commitment);
                break;
            case { } commitment when page.Run.From is not null:
                var counted = Sum(page, page.Lines.Where(line => commitment.Counted(line.Kind)));
                var isSettled = page.Before.HasSettled(commitment, page.Run.Start);
                BillWindow(page, commitment, page.Window, counted, isSettled);
                break;
        }
    }

    /// <summary>When the term is over, or the run says that it is the last.</summary>
    private static void BillTerm(RunPage page, MinimumCommitment commitment)
    {
        var zero = Money.Zero(page.Currency);
        var counted = Sum(page, page.Lines.Where(line => commitment.Counted(line.Kind)));
        page.Balances.Add(new RunBalance.Commitment(commitment.Amount, counted));
        var before = (commitment.BilledBefore ?? zero) + page.Before.CountedFor(commitment);
        var isOver = page.Run.From is null && page.Terms.End <= page.Run.Through;
        if ((page.Run.IsFinal || isOver) && !page.Before.HasSettled(commitment, page.Run.Start))
        {
            Add(page, commitment.Amount - counted - before, page.Window);
        }
    }

    /// <summary>Each month that is over and on no document yet, by what was worked in it.</summary>
    /// <remarks>What was worked before counts for the first of them: it is billed with it.</remarks>
    private static void BillMonths(RunPage page)
    {
        var billed = page.Lines.SelectMany(line => ByDay(page, line)).ToList();
        var before = LocalDate.MinIsoValue;
        foreach (var (month, commitment) in page.Committed)
        {
            var counted = billed
                .Where(x => before < x.Day && x.Day <= month.End && commitment.Counted(x.Kind))
                .Select(x => x.Amount);
            var whole =
                page.Before.CountedIn(month, commitment) + Money.Sum(page.Currency, counted);
            BillWindow(page, commitment, month, whole, isSettled: false);
            before = month.End;
        }
    }

    /// <summary>An amount is where its work is; what is of no work is at the end of its period.</summary>
    private static IEnumerable<(InvoiceLineKind Kind, LocalDate Day, Money Amount)> ByDay(
        RunPage page,
        DraftLine line
    )
    {
        var shared = line
            .Shares.Select(share =>
                (line.Kind, page.State.Work[share.Work].Work.ServiceDate, share.Amount)
            )
            .ToList();
        var rest = line.Amount - Money.Sum(page.Currency, shared.Select(x => x.Amount));
        return shared.Append((line.Kind, line.Period.End, rest));
    }

    private static void BillWindow(
        RunPage page,
        MinimumCommitment commitment,
        DateInterval window,
        Money counted,
        bool isSettled
    )
    {
        var committed = Committed(page, commitment, window);
        page.Balances.Add(new RunBalance.Commitment(committed, counted));
        if (!isSettled)
        {
            Add(page, committed - counted, window);
        }
    }

    private static void Add(RunPage page, Money missing, DateInterval window)
    {
        if (missing.Amount > 0m)
        {
            page.Lines.Add(
                new DraftLine(
                    ContractLineId.Parse(MinimumCommitment.LineName),
                    InvoiceLineKind.TrueUp,
                    "Minimum commitment",
                    Quantity: 1m,
                    Price: missing.Amount,
                    missing,
                    page.TaxCodeOf(page.Terms, line: null),
                    window,
                    Shares: [],
                    IsCharge: true,
                    Dimensions: Dimensions.Of(page.Terms, project: null)
                )
            );
        }
    }

    private static Money Sum(RunPage page, IEnumerable<DraftLine> lines) =>
        Money.Sum(page.Currency, lines.Select(line => line.Amount));

    private static Money Committed(RunPage page, MinimumCommitment commitment, DateInterval window)
    {
        var (first, last) = (page.Terms.Start, page.Terms.End ?? LocalDate.MaxIsoValue);
        return first <= last
            ? Proration
                .Between(window, new DateInterval(first, last), commitment.Proration)
                .Of(commitment.Amount)
            : Money.Zero(page.Currency);
    }
}
