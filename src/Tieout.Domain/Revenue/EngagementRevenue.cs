using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Revenue;

/// <summary>The revenue of one engagement in a month, as it is known now.</summary>
/// <param name="Contracts">One for each legal entity and currency; one, as a rule.</param>
/// <param name="Notes">What the figures leave out; nothing is left out in silence.</param>
/// <remarks>
/// It is computed from what was recorded, never stored: a month that is asked for again after work was
/// approved late, credited or priced anew gives other figures, and all months still add up.
/// Source: domain rules §14; the choices are in docs/decisions/0020-revenue-by-month.md.
/// </remarks>
public sealed record EngagementRevenue(
    EngagementId Engagement,
    YearMonth Month,
    IReadOnlyList<ContractRevenue> Contracts,
    IReadOnlyList<RevenueNote> Notes
)
{
    /// <summary>Pure. O(work and documents).</summary>
    /// <param name="whole">With all of its history: nothing let go of.</param>
    /// <param name="reference">The roles of overage by rate card.</param>
    /// <param name="month">Service dates and accounting dates up to its last day, included.</param>
    public static EngagementRevenue Of(
        EngagementState whole,
        ReferenceBook reference,
        YearMonth month
    )
    {
        Invariant.Require(whole.KeepsClosedWork, $"{whole.Id} is read with all of its history");
        var through = month.ToDateInterval().End;
        var work = EarnedWork.Of(whole);
        List<RevenueNote> notes = [.. work.Left(through), .. NotInLedger(whole, through)];
        if (whole.Contract is null)
        {
            return new EngagementRevenue(whole.Id, month, [], Ordered(notes));
        }

        var billed = BilledNet.Of(whole);
        var pieces = work.Pieces;
        var open = new OpenEarnings(whole, pieces.SelectMany(x => x));
        var contracts = new List<ContractRevenue>();
        foreach (
            var contract in Keys(whole, through, pieces.Select(x => x.Key).Concat(billed.Keys))
                .GroupBy(key => (key.LegalEntity, key.Currency))
                .OrderBy(group => group.Key.LegalEntity.Value, StringComparer.Ordinal)
                .ThenBy(group => group.Key.Currency.Code, StringComparer.Ordinal)
        )
        {
            var lines = new List<LineRevenue>();
            foreach (var key in contract.OrderBy(x => x.Line.Value, StringComparer.Ordinal))
            {
                var earnings = new LineEarnings(
                    whole,
                    reference,
                    key,
                    [.. pieces[key]],
                    open,
                    billed
                );
                notes.AddRange(
                    earnings.Left(through).Select(x => x with { LegalEntity = key.LegalEntity })
                );
                lines.Add(Line(key, earnings, month, billed.InLedger(key, through)));
            }

            lines.RemoveAll(IsEmpty);
            if (lines.Count > 0)
            {
                var (entity, currency) = contract.Key;
                var analysis = Dimensions.Of(whole.Contract.TermsAt(through), project: null);
                contracts.Add(new ContractRevenue(entity, currency, lines, analysis));
            }
        }

        return new EngagementRevenue(whole.Id, month, contracts, Ordered(notes));
    }

    /// <summary>Lines of the terms, once they have begun, and lines with anything of their own.</summary>
    private static IEnumerable<RevenueKey> Keys(
        EngagementState whole,
        LocalDate through,
        IEnumerable<RevenueKey> own
    )
    {
        var terms = whole.Contract!.TermsAt(through);
        var agreed =
            terms.Start <= through
                ? terms.Lines.Select(x => new RevenueKey(terms.LegalEntity, terms.Currency, x.Id))
                : [];
        return own.Concat(agreed).Distinct();
    }

    private static LineRevenue Line(
        RevenueKey key,
        LineEarnings earnings,
        YearMonth month,
        Money billed
    )
    {
        var days = month.ToDateInterval();
        if (earnings.ToDate(days.End) is not { } toDate)
        {
            return new LineRevenue(key.Line, RevenueMeasure.NotMeasured, null, null, billed);
        }

        // Not measured before: nothing was earned then that counts as earned now.
        var before = earnings.ToDate(days.Start.PlusDays(-1)) ?? Money.Zero(key.Currency);
        var measure = earnings.MeasureAt(days.End);
        return new LineRevenue(key.Line, measure, before, toDate - before, billed);
    }

    private static bool IsEmpty(LineRevenue line) =>
        line is { Measure: not RevenueMeasure.NotMeasured, Billed.IsZero: true }
        && line is { Before.IsZero: true, InMonth.IsZero: true };

    /// <summary>Approved, dated by then and in no ledger yet: it counts as unbilled.</summary>
    private static IEnumerable<RevenueNote> NotInLedger(EngagementState whole, LocalDate through) =>
        whole
            .Invoices.Values.Where(x =>
                x.Status is InvoiceStatus.Approved && x.Invoice.InvoiceDate <= through
            )
            .GroupBy(x => (x.Invoice.LegalEntity, x.Invoice.Currency))
            .Select(group =>
                RevenueNote.Of(
                    null,
                    ReasonCode.DeliveryPending,
                    group.Count(),
                    Money.Sum(group.Key.Currency, group.Select(x => x.Invoice.Net))
                ) with
                {
                    LegalEntity = group.Key.LegalEntity,
                }
            );

    private static IReadOnlyList<RevenueNote> Ordered(IEnumerable<RevenueNote> notes) =>
        [
            .. notes
                .GroupBy(note =>
                    (note.LegalEntity, note.Line, note.Reason, note.Owner, note.Value?.Currency)
                )
                .Select(group =>
                    group.First() with
                    {
                        Count = group.Sum(note => note.Count),
                        Value = group.Key.Currency is { } currency
                            ? Money.Sum(currency, group.Select(note => note.Value!.Value))
                            : null,
                    }
                )
                .OrderBy(note => note.Line?.Value, StringComparer.Ordinal)
                .ThenBy(note => note.Reason, StringComparer.Ordinal),
        ];
}
