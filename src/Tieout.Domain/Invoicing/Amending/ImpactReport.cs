using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Posting;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.Invoicing.Amending;

/// <summary>Puts together what a plan shows, and gives it its id.</summary>
internal static class ImpactReport
{
    private const int DigestLength = 12;

    internal sealed record Findings(
        EngagementState Before,
        AmendmentReach Reach,
        Amendment Amendment,
        AmendmentChoice Choice,
        LocalDate Date,
        string? WhyWhole,
        BilledChanges Changes,
        IReadOnlyList<Rebilling.Window> Windows,
        AmendedCourse Course,
        Money? Waived,
        IReadOnlyDictionary<LegalEntityCode, PostingCalendar>? Calendars
    )
    {
        /// <summary>An amendment may change who bills: credits stay in the first ledger.</summary>
        public PostingCalendar? CalendarOf(Invoice document) =>
            Calendars?.GetValueOrDefault(document.LegalEntity);
    }

    public static AmendmentImpact Of(Findings found)
    {
        var made = found
            .Course.Events.OfType<EngagementEvent.InvoiceDrafted>()
            .Select(x => x.Invoice)
            .ToList();
        var limits = AmendedLimits.Of(found);
        var pools = Pools(found);
        var impact = new AmendmentImpact(
            string.Empty,
            found.Amendment.Sequence,
            found.Amendment.Version,
            found.Amendment.EffectiveFrom,
            found.Choice,
            found.Date,
            found.WhyWhole,
            [
                .. found.Reach.Documents.Select(x =>
                    Original(x, found.CalendarOf(x.Invoice)?.Periods)
                ),
            ],
            [.. found.Changes.Changes, .. OpenChanges(found)],
            [.. made.Select(x => Planned(x, found.CalendarOf(x)))],
            limits,
            AmendedLimits.HoursOf(found),
            pools,
            found.Waived,
            LetOff(found),
            found.Course.Obstacle,
            []
        );
        var id = IdOf(found.Before, impact);
        return impact with
        {
            Id = id,
            Execution = found.Course.Obstacle is null
                ? [.. found.Course.Events.Select(e => Marked(e, id))]
                : [],
        };
    }

    /// <summary>On work that is billed anew at its price as agreed.</summary>
    private static Money? LetOff(Findings found) =>
        found.Choice is AmendmentChoice.CreditAndRebill
            ? Money.SumOrNone(
                found.Reach.Documents.SelectMany(x => LetOffOn(found.Before, x.Invoice.Reference))
            )
            : null;

    private static IEnumerable<Money?> LetOffOn(EngagementState state, InvoiceReference document) =>
        Closing
            .StandingOn(state, document)
            .SelectMany(item => item.Slices)
            .Where(slice => slice.Invoice == document && slice.Allowance is not null)
            .Select(slice => slice.Allowance);

    private static AmendedDocument Original(InvoiceState document, LedgerCalendar? calendar)
    {
        var date = document.Posted?.AccountingDate ?? document.Invoice.InvoiceDate;
        return new AmendedDocument(
            document.Invoice.Reference,
            document.Status,
            document.Invoice.BillTo,
            document.Invoice.Net,
            date,
            calendar?.IsOpenOn(date)
        );
    }

    private static PlannedDocument Planned(Invoice x, PostingCalendar? calendar) =>
        new(
            x.Type,
            x.BillTo,
            x.RefersTo,
            x.Net,
            x.Tax,
            x.Gross,
            calendar?.DateFor(x.InvoiceDate),
            calendar?.WaitingOn(x.InvoiceDate),
            [
                .. x.Lines.Select(line => new PlannedLine(
                    line.Line,
                    line.Kind,
                    line.Description,
                    line.Amount
                )),
            ]
        );

    private static EngagementEvent Marked(EngagementEvent happened, string plan) =>
        happened is EngagementEvent.InvoiceDrafted drafted
            ? new EngagementEvent.InvoiceDrafted(drafted.Invoice with { AmendmentPlan = plan })
            : happened;

    /// <summary>Open work whose rate, line or value is another one under the amended terms.</summary>
    private static IEnumerable<SliceChange> OpenChanges(Findings found)
    {
        foreach (
            var item in found
                .Before.Work.Values.Where(x => x.Work is not Charge && x.Held is null)
                .Where(x => found.Reach.Covers(x.Work.ServiceDate))
                .OrderBy(x => x.Work.ServiceDate)
                .ThenBy(x => x.Work.Id.Value, StringComparer.Ordinal)
        )
        {
            var after = After(found.Course.State, item);
            foreach (var slice in item.Slices.Where(x => x.Stage is Stage.Drafted || x.IsOpen))
            {
                var next = after.Slices.FirstOrDefault(x => x.Number == slice.Number && x.IsOpen);
                if (
                    next is not null
                    && (
                        next.Line != slice.Line
                        || next.Rate != slice.Rate
                        || next.Amount != slice.Amount
                    )
                )
                {
                    yield return OpenChange(item, slice, next);
                }
            }
        }
    }

    /// <summary>What it has become; time that is not to be billed any more was let go of.</summary>
    private static WorkItem After(EngagementState state, WorkItem before) =>
        state.Work.GetValueOrDefault(before.Work.Id)
        ?? state.NonBillable.Restored(before.Work, before.RecordedAt!.Value);

    private static SliceChange OpenChange(WorkItem item, Slice slice, Slice next) =>
        new(
            item.Work.Id,
            slice.Number,
            item.Work.ServiceDate,
            slice.Stage is Stage.Drafted ? ImpactStage.Drafted : ImpactStage.Open,
            slice.Invoice,
            slice.Line,
            next.Line,
            slice.Rate,
            next.Rate,
            slice.Effort,
            next.Effort,
            slice.Amount,
            next.Amount,
            [.. next.Reasons.Where(x => x != ReasonCode.AmendmentPending)]
        );

    private static List<PoolImpact> Pools(Findings found) =>
        [
            .. found.Windows.SelectMany(window =>
                from document in window.Credited
                from line in document.Lines
                where line.Retainer is not null
                from billed in window.Billed.SelectMany(x => x.Lines)
                where billed.Line == line.Line && billed.Retainer is not null
                where !IsSame(billed.Retainer!, line.Retainer!)
                select new PoolImpact(
                    document.Reference,
                    line.Line,
                    line.Retainer!,
                    billed.Retainer!
                )
            ),
        ];

    private static bool IsSame(RetainerPeriod one, RetainerPeriod other) =>
        Text(one).Equals(Text(other), StringComparison.Ordinal);

    private static string Text(RetainerPeriod x) =>
        $"{x.Month:uuuu-MM-dd} {x.Included} {x.Use} {string.Join(", ", x.After)}";

    /// <summary>Open work and the numbers of the documents are not part of it: they may move on.</summary>
    private static string IdOf(EngagementState state, AmendmentImpact impact)
    {
        var text = new StringBuilder();
        // The same rates may change to and fro on one day, and each change is a plan of its own.
        var earlier = state.Plans.Values.Count(x =>
            x.Sequence == impact.Sequence && x.ApprovedBy is not null
        );
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"{state.Id} {impact.Sequence} {earlier} {impact.AmendmentVersion} {impact.Choice} {impact.Date:uuuu-MM-dd} {impact.Waived}"
        );
        foreach (var x in impact.Slices.Where(x => x.Stage >= ImpactStage.Invoiced))
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{x.Work}#{x.Slice} {x.Document} {x.OldLine}>{x.NewLine} {x.OldRate?.Rate}>{x.NewRate?.Rate} {x.OldEffort}>{x.NewEffort} {x.OldAmount}>{x.NewAmount}"
            );
        }

        foreach (var x in impact.Documents)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{x.Type} {x.BillTo} {x.Credits} {x.Net} {x.Tax} {x.Gross}"
            );
        }

        foreach (var x in impact.Pools)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{x.Document} {x.Line} {Text(x.After)}");
        }

        var digest = Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))
        );
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{impact.Sequence}-{digest[..DigestLength]}"
        );
    }
}
