using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Retainers;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Amending;
using Tieout.Domain.Invoicing.Capping;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.Invoicing.Runs;

/// <summary>What earlier documents used up, read from the documents themselves.</summary>
/// <remarks>Drafts reserve; cancelled and void documents do not count. O(documents), once a run.</remarks>
public sealed class BilledBefore
{
    private readonly List<Invoice> _invoices;
    private readonly List<Invoice> _credits;
    private readonly HashSet<InvoiceReference> _released;
    private readonly ILookup<ContractLineId, (InvoiceReference Document, InvoiceLine Line)> _back;
    private readonly CurrencyCode _currency;
    private readonly IReadOnlyList<PoolAdjustment> _adjustments;

    private BilledBefore(EngagementState state, CurrencyCode currency)
    {
        _currency = currency;
        _adjustments = state.PoolAdjustments;
        var standing = state
            .Invoices.Values.Where(x =>
                x.Status is not (InvoiceStatus.Cancelled or InvoiceStatus.Voided)
            )
            .Where(x => x.Invoice.Currency == currency)
            .OrderBy(x => x.Invoice.Reference.Value.Length)
            .ThenBy(x => x.Invoice.Reference.Value, StringComparer.Ordinal)
            .ToList();
        _invoices = [.. standing.Select(x => x.Invoice).Where(x => !x.IsCredit)];
        _credits =
        [
            .. standing
                .Where(x => x.Invoice.IsCredit && x.Status != InvoiceStatus.Draft)
                .Where(x =>
                    state.Find(x.Invoice.RefersTo!.Value) is { Status: not InvoiceStatus.Voided }
                )
                .Select(x => x.Invoice),
        ];
        _back = _credits
            .SelectMany(x => x.Lines.Select(line => (x.RefersTo!.Value, line)))
            .Where(x => x.line.Retainer is not null)
            .ToLookup(x => x.line.Line);
        _released =
        [
            .. _credits
                .Where(x => x.ReleasesAll)
                .Select(x => x.RefersTo)
                .OfType<InvoiceReference>(),
        ];
    }

    /// <summary>Reads the documents of one currency.</summary>
    public static BilledBefore Of(EngagementState state, CurrencyCode currency) =>
        new(state, currency);

    public CurrencyCode Currency => _currency;

    /// <summary>Billed of a line, without what credits give back for it to be billed again.</summary>
    public Money UsedOf(ContractLineId line, InvoiceLineKind kind) =>
        Money.Sum(
            _currency,
            Standing.Where(x => x.Line == line && x.Kind == kind).Select(x => x.Counted)
        );

    /// <summary>Used of a cap, before the hub and since.</summary>
    public CapUse UsedOf(AgreedCap cap) =>
        Standing
            .Where(line => cap.Counts(line.Line, line.Kind))
            .SelectMany(BilledMonth.Of)
            .Where(x => cap.Month is null || x.Month == cap.Month)
            .Aggregate(cap.UsedBefore(_currency), (sum, x) => sum + new CapUse(x.Amount, x.Hours));

    /// <summary>Months of which work of a line stands on documents.</summary>
    public IEnumerable<YearMonth> MonthsOf(ContractLineId line) =>
        Standing
            .Where(x => x.Line == line)
            .SelectMany(BilledMonth.Of)
            .Select(x => x.Month)
            .Distinct();

    /// <summary>Whether a line was ever billed, credited since or not.</summary>
    public bool HasBilled(ContractLineId line, InvoiceLineKind kind) =>
        _invoices.Any(x => x.Lines.Any(y => y.Line == line && y.Kind == kind));

    /// <summary>Net before document discounts, credits taken off.</summary>
    public Money OrderUsed =>
        Money.Sum(_currency, _invoices.Concat(_credits).Select(x => x.LineTotal));

    /// <summary>By each invoice that drew on what was paid in advance, without what its credits gave back.</summary>
    public IReadOnlyList<(LocalDate Day, Money Amount)> PrepaidDrawn
    {
        get
        {
            var given = _credits
                .Where(x => x.PrepaidApplied is { IsZero: false })
                .ToLookup(x => x.RefersTo, x => x.PrepaidApplied!.Value);
            return
            [
                .. _invoices
                    .Where(x => x.PrepaidApplied is { IsZero: false })
                    .Select(x =>
                        (
                            x.InvoiceDate,
                            Money.Sum(_currency, given[x.Reference].Append(x.PrepaidApplied!.Value))
                        )
                    ),
            ];
        }
    }

    /// <summary>What counts towards a commitment, unless it is going to be billed again.</summary>
    public Money CountedFor(MinimumCommitment commitment) =>
        Sum(_invoices.Concat(_credits.Where(IsForRebill)), x => commitment.Counted(x.Kind));

    /// <summary>
    /// Months that are over by a day and that no document covers whole, from the first billed month on;
    /// the day's own month when none was billed. Another system may have billed what was before.
    /// </summary>
    public IReadOnlyList<DateInterval> MonthsLeft(LocalDate through)
    {
        var first = _invoices.Count == 0 ? through : _invoices.Min(FirstDayOf);
        return
        [
            .. Months
                .Over(first, through)
                .Where(month =>
                    !Unreleased.Any(x =>
                        !x.IsRepricing && FirstDayOf(x) <= month.Start && month.End <= x.Through
                    )
                ),
        ];
    }

    /// <summary>
    /// What counts towards the commitment of a month and is on documents that do not reach its end.
    /// </summary>
    public Money CountedIn(DateInterval month, MinimumCommitment commitment)
    {
        var parts = _invoices
            .Where(x => month.Contains(x.Through) && x.Through < month.End)
            .ToList();
        var references = parts.Select(x => x.Reference).ToHashSet();
        return Sum(
            parts.Concat(
                _credits.Where(x => IsForRebill(x) && references.Contains(x.RefersTo!.Value))
            ),
            x => commitment.Counted(x.Kind) && x.Kind is not InvoiceLineKind.TrueUp
        );
    }

    /// <summary>Whether the commitment of a window, or of the term, was settled.</summary>
    public bool HasSettled(MinimumCommitment commitment, LocalDate from) =>
        Unreleased.Any(x =>
            commitment.Span is CommitmentSpan.Period
                ? x.From == from && !x.IsRepricing
                : x.Lines.Any(line => line.Kind is InvoiceLineKind.TrueUp)
        );

    /// <summary>Whether a month of a retainer was billed.</summary>
    public bool HasPeriod(ContractLineId line, LocalDate month) =>
        PeriodsOf(line).Any(period => period.Month == month);

    /// <summary>The first month of a retainer that was billed, credited since or not; none when no month was.</summary>
    public LocalDate? FirstPeriodOf(ContractLineId line) =>
        _invoices
            .SelectMany(x => x.Lines)
            .Where(x => x.Line == line && x.Retainer is not null)
            .Min(x => (LocalDate?)x.Retainer!.Month);

    /// <summary>Months whose hours were corrected and that are not billed again yet, oldest first.</summary>
    public IReadOnlyList<(LocalDate Month, DateInterval Window)> GivenBack(ContractLineId line) =>
        [
            .. _back[line]
                .Select(x => (x.Line.Retainer!.Month, x.Line.Settled))
                .DistinctBy(x => x.Month)
                .Where(x => !HasPeriod(line, x.Month))
                .OrderBy(x => x.Month),
        ];

    /// <summary>The hours that the last billed month before this one left over.</summary>
    /// <param name="terms">That say when the retainer runs.</param>
    /// <param name="billing">Months that are being billed.</param>
    /// <remarks>Months outside its term have nothing to be billed; what was carried grows older in them.</remarks>
    internal HourPool PoolOf(
        ContractTerms terms,
        ContractLine.Retainer line,
        LocalDate month,
        IReadOnlyList<RetainerPeriod> billing
    )
    {
        var last = PeriodsOf(line.Id)
            .Concat(billing)
            .Where(period => period.Month < month)
            .MaxBy(period => period.Month);
        if (last is null)
        {
            return HourPool.Empty;
        }

        var pool = HourPool.Of(last.After);
        var idle = Months
            .Over(last.Next, month.PlusDays(-1))
            .Where(window => RetainerHours.ActiveDays(terms, line, window).Days == 0);
        return idle.Aggregate(
            pool,
            (carried, _) =>
                carried
                    .Settle(Effort.Zero, Effort.Zero, line.Rollover ?? Rollover.None, line.Order)
                    .Next
        );
    }

    /// <summary>
    /// Lines as they use up caps: time comes back with every credit that returns it, the rest when it is re-billed.
    /// </summary>
    private IEnumerable<InvoiceLine> Standing =>
        _invoices
            .SelectMany(x => x.Lines)
            .Concat(
                _credits.SelectMany(x =>
                    x.Lines.Where(line =>
                        IsForRebill(x) || (line.Kind is InvoiceLineKind.Time && !x.IsAllowance)
                    )
                )
            );

    private IEnumerable<Invoice> Unreleased =>
        _invoices.Where(x => !_released.Contains(x.Reference));

    /// <summary>By month; an adjustment stands for a month as it was published.</summary>
    private IEnumerable<RetainerPeriod> PeriodsOf(ContractLineId line) =>
        Unreleased
            .SelectMany(x => x.Lines.Select(y => (x.Reference, y.Line, y.Retainer)))
            .Where(x => x.Line == line && x.Retainer is not null)
            .Where(x => _back[line].All(y => y.Document != x.Reference))
            .Select(x =>
                _adjustments.LastOrDefault(y => y.Line == line && y.Document == x.Reference)?.Period
                ?? x.Retainer!
            )
            .OrderBy(period => period.Month);

    private static LocalDate FirstDayOf(Invoice invoice) =>
        invoice.From ?? invoice.Through.With(DateAdjusters.StartOfMonth);

    private static bool IsForRebill(Invoice credit) =>
        credit.Disposition is null or CreditDisposition.Rebill;

    private Money Sum(IEnumerable<Invoice> documents, Func<InvoiceLine, bool> where) =>
        Money.Sum(
            _currency,
            documents.SelectMany(x => x.Lines).Where(where).Select(line => line.Counted)
        );
}
