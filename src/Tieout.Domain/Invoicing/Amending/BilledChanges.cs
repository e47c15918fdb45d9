using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Rates;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.TimeValidation;

namespace Tieout.Domain.Invoicing.Amending;

/// <summary>Compares billed work with what billing it under the amended terms gives.</summary>
internal sealed class BilledChanges
{
    private readonly AmendmentReach _reach;
    private readonly EngagementState _before;
    private readonly EngagementState _rebilled;
    private readonly HashSet<InvoiceReference> _billed;
    private readonly List<SliceChange> _changes = [];
    private readonly List<SlicedWork> _slices = [];

    private BilledChanges(
        AmendmentReach reach,
        EngagementState before,
        EngagementState rebilled,
        IReadOnlyList<Rebilling.Window> windows
    )
    {
        _reach = reach;
        _before = before;
        _rebilled = rebilled;
        _billed = [.. windows.SelectMany(x => x.Billed).Select(x => x.Reference)];
    }

    /// <summary>Every billed slice that changes, by service date and id.</summary>
    public IReadOnlyList<SliceChange> Changes => _changes;

    /// <summary>Why differences are not enough; none when they are.</summary>
    public string? WhyWhole { get; private set; }

    /// <summary>The slices of the work where it stands, once the difference is billed.</summary>
    public IReadOnlyList<SlicedWork> Slices => _slices;

    /// <summary>Looks at all work that stands on the documents.</summary>
    public static BilledChanges Of(
        AmendmentReach reach,
        EngagementState before,
        EngagementState rebilled,
        IReadOnlyList<Rebilling.Window> windows,
        long referenceVersion
    )
    {
        var changes = new BilledChanges(reach, before, rebilled, windows);
        var documents = reach.Documents.Select(x => x.Invoice.Reference).ToHashSet();
        var items = reach
            .Documents.SelectMany(x => x.Invoice.Lines)
            .SelectMany(line => line.Shares)
            .Select(share => share.Work)
            .Distinct()
            .Select(work => before.Work.GetValueOrDefault(work))
            .OfType<WorkItem>()
            .Where(item => item.Work is not Charge)
            .OrderBy(item => item.Work.ServiceDate)
            .ThenBy(item => item.Work.Id.Value, StringComparer.Ordinal);
        foreach (var item in items)
        {
            var standing = item
                .Slices.Where(slice =>
                    slice.Stage is Stage.Invoiced
                    && slice.Invoice is { } on
                    && documents.Contains(on)
                )
                .OrderBy(slice => slice.Number)
                .ToList();
            if (standing.Count > 0)
            {
                changes.Compare(item, standing, referenceVersion);
            }
        }

        changes.KeepWithinCaps();
        return changes;
    }

    /// <summary>What comes to more than a cap is given up, or differences are not enough.</summary>
    private void KeepWithinCaps()
    {
        var (kept, passed) = KeptCaps.Of(_reach.After, _before, _changes);
        foreach (var (was, now) in _changes.Zip(kept).Where(x => x.First != x.Second).ToList())
        {
            Revalue(was, now.NewAmount!.Value);
        }

        WhyWhole = passed is null ? null : $"the {passed.Title}, which the differences would pass";
    }

    private void Revalue(SliceChange change, Money amount)
    {
        _changes[_changes.IndexOf(change)] = change with { NewAmount = amount };
        var at = _slices.FindIndex(x => x.Work == change.Work);
        _slices[at] = _slices[at] with
        {
            Slices =
            [
                .. _slices[at]
                    .Slices.Select(x => x.Number == change.Slice ? x with { Amount = amount } : x),
            ],
        };
    }

    private void Compare(WorkItem item, IReadOnlyList<Slice> standing, long referenceVersion)
    {
        var after = _rebilled.Work[item.Work.Id];
        var billed = after.Slices.Where(x => x.Invoice is { } on && _billed.Contains(on)).ToList();
        var now = billed.Count == 0 ? null : billed[0];
        var kept = Kept(item, [.. standing.Select(AsAgreed)], billed)
            .Zip(standing, Allowed)
            .ToList();
        if (kept.Zip(standing).All(x => x.First is { } slice && IsSame(slice, x.Second)))
        {
            return;
        }

        var open = after.Slices.LastOrDefault(slice => slice.IsOpen);
        foreach (var (slice, next) in standing.Zip(kept))
        {
            _changes.Add(
                new SliceChange(
                    item.Work.Id,
                    slice.Number,
                    item.Work.ServiceDate,
                    _before.Find(slice.Invoice!.Value) is { Status: InvoiceStatus.Paid }
                        ? ImpactStage.Paid
                        : ImpactStage.Invoiced,
                    slice.Invoice,
                    slice.Line,
                    (now ?? open)?.Line,
                    slice.Rate,
                    (now ?? open)?.Rate,
                    slice.Effort,
                    next?.Effort ?? Effort.Zero,
                    slice.Amount,
                    next?.Amount ?? Money.Zero(slice.Amount!.Value.Currency),
                    next is null || next.Effort != slice.Effort ? open?.Reasons ?? [] : []
                )
            );
        }

        _slices.Add(
            new SlicedWork(
                item.Work.Id,
                [.. WithOpen(item, standing, kept, after).OrderBy(slice => slice.Number)],
                referenceVersion
            )
        );
    }

    private static Slice AsAgreed(Slice slice) =>
        slice with
        {
            Amount = slice.BeforeAllowance,
            Allowance = null,
        };

    /// <summary>What its customer was let off stays let off, at most its price.</summary>
    private static Slice? Allowed(Slice? next, Slice was) =>
        next is { Amount: { } price } && was.Allowance is { } allowance
            ? next with
            {
                Amount = price - Money.Min(allowance, price),
                Allowance = Money.Min(allowance, price),
            }
            : next;

    private static bool IsSame(Slice next, Slice slice) =>
        next.Effort == slice.Effort
        && next.Amount == slice.Amount
        && next.Line == slice.Line
        && next.Rate?.Rate == slice.Rate?.Rate;

    /// <summary>The billed slices as they are from now on; none for one that is not billed any more.</summary>
    private List<Slice?> Kept(WorkItem item, IReadOnlyList<Slice> standing, List<Slice> billed)
    {
        if (billed.Count == 0)
        {
            return [.. standing.Select(_ => default(Slice))];
        }

        var (line, rate) = (billed[0].Line, billed[0].Rate);
        var currency = standing[0].Amount!.Value.Currency;
        if (billed[0].Amount!.Value.Currency != currency)
        {
            return [.. standing.Select(slice => slice with { Line = line, Rate = rate })];
        }

        var amount = Money.Sum(currency, billed.Select(slice => slice.Amount!.Value));
        if (item.Work is not TimeEntry time || PriceOf(time, line, rate) is not { } price)
        {
            var weights = standing.Select(x => Math.Abs(x.Amount!.Value.Amount)).ToList();
            var shares =
                weights.Sum() == 0m
                    ? [amount, .. standing.Skip(1).Select(_ => Money.Zero(currency))]
                    : amount.Allocate(weights);
            return
            [
                .. standing.Zip(
                    shares,
                    (slice, share) =>
                        (Slice?)(
                            slice with
                            {
                                Line = line,
                                Rate = rate,
                                Billable = null,
                                Amount = share,
                            }
                        )
                ),
            ];
        }

        var left = Effort.Sum(billed.Select(slice => slice.Effort));
        var whole = billed[0] with
        {
            Effort = left,
            Billable = billed.Exists(slice => slice.Billable is not null)
                ? Effort.Sum(billed.Select(slice => slice.Charged))
                : null,
        };
        // A part at the edge of a cap is charged as it was cut; only other steps say another thing of it.
        var isRoundedAlike =
            RoundingIn(_reach.Before, time, standing[0].Line)
            == RoundingIn(_reach.After, time, line);
        return left >= Effort.Sum(standing.Select(slice => slice.Effort))
            ? [.. standing.Select(slice => Repriced(slice, whole, price, isRoundedAlike))]
            : Cut(standing, left, amount, slice => Repriced(slice, whole, price, isRoundedAlike));
    }

    private static TimeRounding? RoundingIn(
        ContractTimeline terms,
        TimeEntry time,
        ContractLineId? id
    ) =>
        terms
            .TermsAt(time.WorkDate)
            .Lines.OfType<ContractLine.TimeAndMaterials>()
            .FirstOrDefault(line => line.Id == id)
            ?.Rounding;

    /// <summary>What is priced by the hour; a fee that covers time is not.</summary>
    private Money? PriceOf(TimeEntry time, ContractLineId? line, AppliedRate? rate)
    {
        var terms = _reach.After.TermsAt(time.WorkDate);
        return
            rate is not null
            && terms.Lines.FirstOrDefault(x => x.Id == line) is ContractLine.TimeAndMaterials
            ? new Money(rate.Rate * time.Multiplier, terms.Currency)
            : null;
    }

    /// <summary>At an unchanged rate the amount stays as the billed line rounded it.</summary>
    private static Slice Repriced(Slice slice, Slice whole, Money price, bool isRoundedAlike)
    {
        var billable = isRoundedAlike ? slice.Billable : whole.BillableOf(slice.Effort);
        return
            slice.Rate?.Rate == whole.Rate!.Rate
            && slice.Line == whole.Line
            && slice.Billable == billable
            ? slice
            : slice with
            {
                Line = whole.Line,
                Rate = whole.Rate,
                Billable = billable,
                Amount = (billable ?? slice.Effort).At(price).Round(),
            };
    }

    /// <summary>What no longer fits is taken off the last slices.</summary>
    private static List<Slice?> Cut(
        IReadOnlyList<Slice> standing,
        Effort left,
        Money amount,
        Func<Slice, Slice> repriced
    )
    {
        var kept = new List<Slice?>();
        foreach (var slice in standing)
        {
            var part = slice.Effort < left ? slice.Effort : left;
            left -= part;
            var whole = repriced(slice);
            var next =
                part == slice.Effort
                    ? whole
                    : whole with
                    {
                        Effort = part,
                        Billable = whole.BillableOf(part),
                        Amount = amount,
                    };
            amount -= next.Amount!.Value;
            kept.Add(part > Effort.Zero ? next : null);
        }

        return kept;
    }

    /// <summary>Together with what is on no billed document.</summary>
    private static IEnumerable<Slice> WithOpen(
        WorkItem item,
        IReadOnlyList<Slice> standing,
        IReadOnlyList<Slice?> kept,
        WorkItem after
    )
    {
        List<Slice> closed =
        [
            .. item.Slices.Where(slice => !slice.IsOpen && !standing.Contains(slice)),
            .. kept.OfType<Slice>(),
        ];
        var open = item.Work.Effort - Effort.Sum(closed.Select(slice => slice.Effort));
        var rest = after.Slices.LastOrDefault(slice => slice.IsOpen);
        if (item.Work is not TimeEntry)
        {
            return closed.Concat(after.Slices.Where(slice => slice.IsOpen).Select(Numbered));
        }

        if (open <= Effort.Zero)
        {
            return closed;
        }

        rest ??= item.Slices.First(slice => slice.IsOpen);
        return closed.Append(
            Numbered(rest) with
            {
                Effort = open,
                Billable = rest.BillableOf(open),
                Amount = rest.Effort == open ? rest.Amount : ValueOf(item, rest, open),
            }
        );

        Slice Numbered(Slice slice) =>
            closed.TrueForAll(x => x.Number != slice.Number)
                ? slice
                : slice with
                {
                    Number = item.Slices.Concat(after.Slices).Max(x => x.Number) + 1,
                };
    }

    private static Money? ValueOf(WorkItem item, Slice rest, Effort open) =>
        rest is { Rate: { } rate, Amount: { } amount }
            ? (rest.BillableOf(open) ?? open)
                .At(amount with { Amount = rate.Rate * ((TimeEntry)item.Work).Multiplier })
                .Round()
            : rest.Amount;
}
