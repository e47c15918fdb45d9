using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Runs;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.Invoicing.Amending;

/// <summary>Credits the billed documents whole and bills their work under the amended terms.</summary>
/// <remarks>
/// By the rules of every run, so that caps, pools, discounts and purchase orders need no second
/// truth: what a document with the differences says is read off what this would do.
/// </remarks>
internal static class Rebilling
{
    /// <summary>What was credited in a billing window, and what was billed instead.</summary>
    internal sealed record Window(IReadOnlyList<Invoice> Credited, IReadOnlyList<Invoice> Billed);

    /// <summary>Does it, and answers window by window.</summary>
    public static IReadOnlyList<Window> Run(
        AmendmentReach reach,
        AmendedCourse course,
        Amendment amendment,
        LocalDate date
    )
    {
        var billed = course.State;
        foreach (var document in reach.Documents)
        {
            var credit = new CreditInvoice(document.Invoice.Reference, date);
            course.Approve(course.Record(credit.Decide(course.State, course.Reference)));
        }

        if (course.Obstacle is not null)
        {
            return [];
        }

        AmendedTerms.TakeForce(course, amendment);
        AmendedTerms.Reassess(course);
        return
        [
            .. reach
                .Documents.Select(x => x.Invoice)
                .GroupBy(x => (From: StartOf(x), x.Through))
                .OrderBy(group => group.Key.Through)
                .ThenBy(group => group.Key.From)
                .Select(group => Rebill(reach, course, billed, group.Key, date, [.. group])),
        ];
    }

    private static LocalDate StartOf(Invoice invoice) =>
        invoice.From ?? new LocalDate(invoice.Through.Year, invoice.Through.Month, 1);

    private static Window Rebill(
        AmendmentReach reach,
        AmendedCourse course,
        EngagementState billed,
        (LocalDate From, LocalDate Through) window,
        LocalDate date,
        IReadOnlyList<Invoice> credited
    )
    {
        var scope = ScopeOf(reach, billed, credited);
        course.Record(Offered(reach, course, scope));
        // What is agreed by the month has a line for each month that a document is over.
        var whole = new DateInterval(window.From, window.Through);
        var isOnePeriod = credited
            .SelectMany(x => x.Lines)
            .Where(x => IsOfPeriod(x.Kind))
            .All(x => x.Settled == whole);
        var run = new DraftInvoice(window.Through, date, isOnePeriod ? window.From : null);
        var plan = BillingRun.Plan(course.State, course.Reference, run, scope);
        if (plan.Blocked.FirstOrDefault(left => left.Work is null) is { } stopped)
        {
            course.Refuse(InvoicingRejections.StoppedByOrder(course.State.Id, stopped));
        }

        var drafted = course.Record(plan.Decision);
        course.Approve(drafted);
        return new Window(
            credited,
            [.. drafted.OfType<EngagementEvent.InvoiceDrafted>().Select(x => x.Invoice)]
        );
    }

    private static bool IsOfPeriod(InvoiceLineKind kind) =>
        kind is InvoiceLineKind.Retainer or InvoiceLineKind.Overage or InvoiceLineKind.TrueUp;

    /// <summary>What was credited earlier is open, and the next run bills it.</summary>
    private static RunScope ScopeOf(
        AmendmentReach reach,
        EngagementState billed,
        IReadOnlyList<Invoice> credited
    )
    {
        var lines = credited.SelectMany(x => x.Lines).ToList();
        var through = credited.Max(x => x.Through);
        var before = reach.Before.TermsAt(through).Lines.Select(line => line.Id).ToHashSet();
        var added = reach
            .After.TermsAt(through)
            .Lines.Where(line => line is ContractLine.Retainer && !before.Contains(line.Id))
            .Select(line => (line.Id, InvoiceLineKind.Retainer));
        return new RunScope(
            credited
                .SelectMany(document =>
                    document
                        .Lines.SelectMany(line => line.Shares)
                        .Where(share => CreditMemo.StandsOn(billed, document, share))
                )
                .Select(share => share.Work)
                .ToHashSet(),
            lines
                .Select(line => (line.Line, line.Kind))
                .Concat(added)
                .Concat(Committed(reach, through))
                .ToHashSet()
        );
    }

    /// <summary>A minimum that is agreed now may want a true-up where there was none.</summary>
    private static IEnumerable<(ContractLineId, InvoiceLineKind)> Committed(
        AmendmentReach reach,
        LocalDate through
    ) =>
        reach.After.TermsAt(through).Commitment is { Span: CommitmentSpan.Period } now
        && now != reach.Before.TermsAt(through).Commitment
            ? [(ContractLineId.Parse(MinimumCommitment.LineName), InvoiceLineKind.TrueUp)]
            : [];

    /// <summary>
    /// A hold or a missing account that is none of the amendment's business did not stop the work
    /// from being billed, and does not stop its correction.
    /// </summary>
    private static IEnumerable<EngagementEvent> Offered(
        AmendmentReach reach,
        AmendedCourse course,
        RunScope scope
    ) =>
        scope
            .Work.Select(work => course.State.Work[work])
            .Where(item => item is { Work: not Charge and { IsDeleted: false } })
            .Where(item => item.Slices.Any(IsHeldUp) && reach.NewReasons(item.Work).Count == 0)
            .OrderBy(item => item.Work.Id.Value, StringComparer.Ordinal)
            .Select(item => new SlicedWork(
                item.Work.Id,
                [
                    .. item.Slices.Select(slice =>
                        IsHeldUp(slice) ? slice with { Stage = Stage.Ready, Reasons = [] } : slice
                    ),
                ],
                course.Reference.Version
            ))
            .Chunk(SlicedWork.ItemsPerEventMax)
            .Select(some => new EngagementEvent.WorkSliced(some));

    private static bool IsHeldUp(Slice slice) =>
        slice is { Stage: Stage.Blocked, Amount: not null, Line: not null }
        && !slice.IsOfferedToRun;
}
