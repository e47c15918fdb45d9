using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents;
using Tieout.Domain.BillableEvents.Rates;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing.Capping;
using Tieout.Domain.Invoicing.Runs;
using Tieout.Domain.Invoicing.Taxes;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Invoicing;

/// <summary>Invoiced time at rates that were agreed or corrected later.</summary>
internal static class Repricing
{
    /// <summary>Slices whose rate is another one now, unless all of them cost the same; what a fee covers has no rate.</summary>
    /// <param name="date">Of the documents: caps for ever are those of that day.</param>
    public static List<PriceChange> Changes(
        EngagementState state,
        ReferenceBook reference,
        LocalDate date
    )
    {
        List<PriceChange> changes =
        [
            .. state
                .Work.Values.Where(item => item.Work is TimeEntry)
                .OrderBy(item => item.Work.ServiceDate)
                .ThenBy(item => item.Work.Id.Value, StringComparer.Ordinal)
                .SelectMany(item =>
                    item.Slices.Where(slice => slice is { Stage: Stage.Invoiced, Rate: not null })
                        .Select(slice => Change(state, reference, (TimeEntry)item.Work, slice))
                )
                .OfType<PriceChange>(),
        ];
        List<PriceChange> kept = changes.Count == 0 ? [] : [.. WithinCaps(state, changes, date)];
        return kept.TrueForAll(x => x.Delta.IsZero) ? [] : kept;
    }

    /// <summary>Work becomes dearer by service date and id, until a cap is reached; beyond it keeps its rate.</summary>
    private static IEnumerable<PriceChange> WithinCaps(
        EngagementState state,
        List<PriceChange> changes,
        LocalDate date
    )
    {
        var contract = state.Contract!;
        var last = LocalDate.Max(date, changes[^1].Entry.WorkDate);
        var terms = contract.TermsAt(last);
        var room = new CapRoom(contract, terms, BilledBefore.Of(state, terms.Currency));
        foreach (var change in changes)
        {
            if (change.Delta.Currency != terms.Currency)
            {
                yield return change;
                continue;
            }

            var line = contract.LineAt(last, change.Slice.Line!.Value)!;
            var wanted = new CapUse(change.Counted, Effort.Zero);
            var fit = room.Take(line, change.Entry.WorkDate, wanted, hourly: null);
            if (!fit.IsNothing)
            {
                yield return fit.Beyond is null ? change : change with { Delta = fit.Use.Amount };
            }
        }
    }

    /// <summary>The documents of the changes, lines by contract line.</summary>
    public static Decision<EngagementEvent> Documents(
        EngagementState state,
        ReferenceBook reference,
        RepriceWork command,
        IReadOnlyList<PriceChange> changes
    )
    {
        List<WorkShare> delta = [.. changes.Select(Delta)];
        List<WorkShare> old = [.. changes.Select(Old)];
        List<WorkShare> renewed = [.. changes.Select(Renewed)];
        var events = new List<EngagementEvent>();
        foreach (var shares in command.Mode is RepriceMode.Delta ? [delta] : new[] { old, renewed })
        {
            var places = new BilledLines(state);
            var codes = changes.Select(x => TaxCodeOf(state, places, x)).ToList();
            var code = codes.Find(IsUnknown);
            if (codes.Any(IsUnknown))
            {
                return code is { } named
                    ? InvoicingRejections.TaxRuleMissing(named, command.Date)
                    : InvoicingRejections.TaxCodeMissing(state.Id);
            }

            var number = state.Invoices.Count + events.Count + 1;
            events.Add(
                new EngagementEvent.InvoiceDrafted(
                    Document(state, reference, command.Date, changes, shares, number)
                )
            );
        }

        return Decision<EngagementEvent>.Accept(events);

        bool IsUnknown(TaxCode? code) =>
            code is not { } named || reference.TaxAt(named, command.Date) is null;
    }

    /// <summary>The slices at their new rates and amounts; they stay on their documents.</summary>
    public static IEnumerable<EngagementEvent> Applied(
        EngagementState state,
        Invoice document,
        long referenceVersion
    ) =>
        document
            .Lines.SelectMany(line => line.Shares)
            .ToLookup(share => share.Work)
            .Select(shares => new SlicedWork(
                shares.Key,
                [
                    .. state
                        .Work[shares.Key]
                        .Slices.Select(slice =>
                            shares
                                .Where(share => share.Slice == slice.Number)
                                .Aggregate(slice, Repriced)
                        ),
                ],
                referenceVersion
            ))
            .Chunk(SlicedWork.ItemsPerEventMax)
            .Select(some => new EngagementEvent.WorkSliced(some));

    private static Slice Repriced(Slice slice, WorkShare share) =>
        slice.Revalued(share.Amount, share.Allowance) with
        {
            Rate = share.Rate ?? slice.Rate,
        };

    private static PriceChange? Change(
        EngagementState state,
        ReferenceBook reference,
        TimeEntry time,
        Slice slice
    )
    {
        var terms = state.Contract!.TermsAt(time.WorkDate);
        var line = terms.Lines.FirstOrDefault(x => x.Id == slice.Line);
        var context = RateContexts.Of(state.Id, terms, time, reference);
        if (
            line is not ContractLine.TimeAndMaterials
            || reference.Rates.Resolve(context) is not RateResolution.Found { Applied: var now }
            || now.Rate == slice.Rate!.Rate
        )
        {
            return null;
        }

        var (before, after) = (slice.Rate.Rate * time.Multiplier, now.Rate * time.Multiplier);
        var amount = slice.Charged.At(new Money(after, terms.Currency)).Round();
        var let = slice.Allowance is { } allowance ? Money.Min(allowance, amount) : default(Money?);
        return new PriceChange(
            time,
            slice,
            now,
            before,
            after,
            (let is { } off ? amount - off : amount) - slice.Amount!.Value,
            let == slice.Allowance ? null : let - slice.Allowance
        );
    }

    private static WorkShare Delta(PriceChange x) =>
        new(x.Entry.Id, x.Slice.Number, Effort.Zero, x.Delta, x.Rate, Allowance: x.AllowanceDelta);

    private static WorkShare Old(PriceChange x) =>
        new(
            x.Entry.Id,
            x.Slice.Number,
            -x.Slice.Effort,
            -x.Slice.Amount!.Value,
            Billable: -x.Slice.Billable,
            Allowance: -x.Slice.Allowance
        );

    private static WorkShare Renewed(PriceChange x) =>
        new(
            x.Entry.Id,
            x.Slice.Number,
            x.Slice.Effort,
            x.Slice.Amount!.Value + x.Delta,
            x.Rate,
            x.Slice.Billable,
            Allowance: x.AllowanceDelta is { } less ? x.Slice.Allowance + less : x.Slice.Allowance
        );

    /// <summary>As agreed; what was determined stays as it was billed, wherever the payer is now.</summary>
    private static TaxCode? TaxCodeOf(EngagementState state, BilledLines places, PriceChange change)
    {
        var terms = state.Contract!.TermsAt(change.Entry.WorkDate);
        var line = terms.Lines.First(line => line.Id == change.Slice.Line);
        return TaxCodes.Agreed(terms, line) ?? PlaceOf(places, change)?.TaxCode;
    }

    private static InvoiceLine? PlaceOf(BilledLines places, PriceChange x) =>
        places.Find(x.Slice.Invoice!.Value, x.Entry.Id, x.Slice.Number);

    private static Invoice Document(
        EngagementState state,
        ReferenceBook reference,
        LocalDate date,
        IReadOnlyList<PriceChange> changes,
        IReadOnlyList<WorkShare> shares,
        int number
    )
    {
        var last = changes.Max(x => x.Entry.WorkDate);
        var terms = state.Contract!.TermsAt(last);
        var key = DocumentKey.Of(terms, reference);
        var places = new BilledLines(state);
        InvoiceLine[] lines =
        [
            .. changes
                .Zip(shares)
                .GroupBy(x =>
                    (
                        x.First.Slice.Line,
                        Code: TaxCodeOf(state, places, x.First)!.Value,
                        PlaceOf(places, x.First)?.Dimensions
                    )
                )
                .Select(
                    (group, i) =>
                        Line(i + 1, reference.TaxAt(group.Key.Code, date)!, terms, [.. group]) with
                        {
                            Dimensions = group.Key.Dimensions,
                        }
                ),
        ];
        var invoice = new Invoice(
            InvoiceReferences.Of(state.Id, number),
            InvoiceType.Invoice,
            state.Id,
            key.LegalEntity,
            key.Payer,
            terms.Currency,
            date,
            date.PlusDays(terms.PaymentDays),
            last,
            lines,
            InvoiceTaxes.Of(lines, terms.Currency, reference.TaxArithmeticOf(key.LegalEntity)),
            reference.Version,
            state.Contract.SignedAmendments,
            key.PurchaseOrder,
            IsRepricing: true
        );
        return invoice.Net.Amount < 0m ? invoice with { Type = InvoiceType.CreditNote } : invoice;
    }

    private static InvoiceLine Line(
        int number,
        TaxRule tax,
        ContractTerms terms,
        IReadOnlyList<(PriceChange Change, WorkShare Share)> changed
    )
    {
        var amount = Money.Sum(terms.Currency, changed.Select(x => x.Share.Amount));
        var period = new DateInterval(
            changed.Min(x => x.Change.Entry.WorkDate),
            changed.Max(x => x.Change.Entry.WorkDate)
        );
        return new InvoiceLine(
            number,
            changed[0].Change.Slice.Line!.Value,
            InvoiceLineKind.Time,
            "Change of rates",
            amount.Amount < 0m ? -1m : 1m,
            Math.Abs(amount.Amount),
            amount,
            tax.Code,
            tax.Category,
            tax.Rate,
            period,
            [.. changed.Select(x => x.Share.Within(period, x.Change.Entry.WorkDate))],
            Allowance: WorkShare.AllowanceOf(changed.Select(x => x.Share))
        );
    }
}
