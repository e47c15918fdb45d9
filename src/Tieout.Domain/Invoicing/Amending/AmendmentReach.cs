using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing.Capping;
using Tieout.Domain.Invoicing.Taxes;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.TimeValidation;

namespace Tieout.Domain.Invoicing.Amending;

/// <summary>Which billed documents an amendment changes something on.</summary>
/// <remarks>O(billed work in its interval). Source: domain rules §15.1.</remarks>
internal sealed class AmendmentReach
{
    private readonly EngagementState _state;
    private readonly ReferenceBook _reference;
    private readonly Amendment _amendment;
    private readonly HashSet<(ContractLineId Line, YearMonth Month)> _repriced = [];
    private readonly HashSet<ContractLineId> _pooled = [];
    private readonly HashSet<InvoiceReference> _touched = [];

    private AmendmentReach(EngagementState state, ReferenceBook reference, Amendment amendment)
    {
        _state = state;
        _reference = reference;
        _amendment = amendment;
        Before = state.Contract!;
        After = Before.With(amendment);
        Amended = state.Evolve(new EngagementEvent.AmendmentRecorded(amendment)).State;
    }

    public ContractTimeline Before { get; }

    public ContractTimeline After { get; }

    /// <summary>The engagement with the amendment in force and nothing else changed.</summary>
    public EngagementState Amended { get; }

    /// <summary>Approved ones, in the order in which they were made.</summary>
    public IReadOnlyList<InvoiceState> Documents { get; private set; } = [];

    /// <summary>Why one document with the differences is not enough; none when it is.</summary>
    public string? WhyWhole { get; private set; }

    /// <summary>Looks at everything that was billed.</summary>
    public static AmendmentReach Of(
        EngagementState state,
        ReferenceBook reference,
        Amendment amendment
    )
    {
        var reach = new AmendmentReach(state, reference, amendment);
        var standing = state
            .Invoices.Values.Where(x => IsWithin(x, reach.Before, amendment))
            .OrderBy(x => x.Invoice.Reference.Value.Length)
            .ThenBy(x => x.Invoice.Reference.Value, StringComparer.Ordinal)
            .ToList();
        foreach (var document in standing)
        {
            reach.Look(document.Invoice);
            reach.LookAtCommitment(document.Invoice);
        }

        reach.Follow(standing);
        reach.Documents = [.. standing.Where(x => reach._touched.Contains(x.Invoice.Reference))];
        foreach (var document in reach.Documents)
        {
            Invariant.Require(!document.IsClosed, $"{document.Invoice.Reference} is open");
            reach.WhyWhole ??= document.Invoice switch
            {
                { Discount: not null } => "a discount of the whole document",
                { Retention: not null } => "a retention",
                { PrepaidApplied: { IsZero: false } } => "an amount paid in advance",
                _ => null,
            };
        }

        return reach;
    }

    /// <summary>Documents that were let go of and that the amendment may touch.</summary>
    public static IEnumerable<InvoiceReference> MayReach(EngagementState state, Amendment amendment)
    {
        if (state.Contract is not { } before)
        {
            return [];
        }

        return state
            .Invoices.Values.Where(x => x.IsClosed && IsWithin(x, before, amendment))
            .Select(x => x.Invoice.Reference);
    }

    /// <summary>Whether work of that day falls under the amendment, or no longer does.</summary>
    public bool Covers(LocalDate day) =>
        After.DiffersAt(day, Before) || After.LatestAt(day)?.Sequence == _amendment.Sequence;

    /// <summary>What is said of work because of the amendment and of nothing else.</summary>
    public IReadOnlyList<ReasonCode> NewReasons(Work work)
    {
        var was = Assessor.Assess(_state, work, _reference);
        var now = Assessor.Assess(Amended, work, _reference);
        return [.. now.Reasons.Except(was.Reasons).Where(IsOfTerms)];
    }

    private static bool IsOfTerms(ReasonCode reason) => reason != ReasonCode.AmendmentPending;

    /// <summary>Approved, and with something on it that the amendment may be about.</summary>
    private static bool IsWithin(
        InvoiceState document,
        ContractTimeline before,
        Amendment amendment
    )
    {
        var earliest = amendment.EffectiveFrom;
        if (before.Amendments.GetValueOrDefault(amendment.Sequence)?.EffectiveFrom is { } known)
        {
            earliest = LocalDate.Min(earliest, known);
        }

        return document
                is {
                    Status: InvoiceStatus.Approved or InvoiceStatus.Posted or InvoiceStatus.Paid,
                    Invoice: { IsCredit: false, IsRepricing: false }
                }
            && document.Invoice.Lines.Any(line => line.Settled.End >= earliest);
    }

    private void Look(Invoice document)
    {
        foreach (var line in document.Lines)
        {
            foreach (var share in line.Shares)
            {
                if (
                    !CreditMemo.StandsOn(_state, document, share)
                    || _state.Work[share.Work].Work is not { } work
                    || !Covers(work.ServiceDate)
                )
                {
                    continue;
                }

                var slice = _state
                    .Work[share.Work]
                    .Slices.First(slice => slice.Number == share.Slice);
                Look(document, line, work, slice);
            }
        }
    }

    /// <summary>A period's commitment is settled with its window; a term's by the final run.</summary>
    private void LookAtCommitment(Invoice document)
    {
        var day = document.Through;
        var (was, now) = (Before.TermsAt(day).Commitment, After.TermsAt(day).Commitment);
        if (was == now || !Covers(day))
        {
            return;
        }

        var isDue = now is { Span: CommitmentSpan.Period };
        if (
            document
                .Lines.Where(line => isDue || line.Kind is InvoiceLineKind.TrueUp)
                .SelectMany(line => line.Shares)
                .Any(share => CreditMemo.StandsOn(_state, document, share))
        )
        {
            _touched.Add(document.Reference);
        }
    }

    private void Look(Invoice document, InvoiceLine line, Work work, Slice slice)
    {
        var (was, now) = (Before.TermsAt(work.ServiceDate), After.TermsAt(work.ServiceDate));
        if (WhyWholeOf(document, line, was, now) is { } why)
        {
            WhyWhole ??= why;
            _touched.Add(document.Reference);
        }

        if (work is Charge charge)
        {
            LookAtLine(document, charge.Line, was, now);
        }
        else if (IsChanged(work, slice, out var before, out var after))
        {
            _touched.Add(document.Reference);
            foreach (var id in new[] { before, after }.OfType<ContractLineId>())
            {
                _repriced.Add((id, work.ServiceDate.ToYearMonth()));
                if (
                    id == after
                    && now.Lines.Any(x => x.Id == id && x is ContractLine.Retainer)
                    && was.Lines.All(x => x.Id != id)
                )
                {
                    WhyWhole ??= "a retainer begins";
                }

                if (was.Lines.Concat(now.Lines).Any(x => x.Id == id && x is ContractLine.Retainer))
                {
                    _pooled.Add(id);
                }
            }
        }
        else if (slice.Line is { } id)
        {
            LookAtLine(document, id, was, now);
        }
    }

    /// <summary>What a line charges on top of time, and how a retainer counts.</summary>
    private void LookAtLine(
        Invoice document,
        ContractLineId id,
        ContractTerms was,
        ContractTerms now
    )
    {
        var before = was.Lines.FirstOrDefault(line => line.Id == id);
        var after = now.Lines.FirstOrDefault(line => line.Id == id);
        switch (before, after)
        {
            case (ContractLine.Retainer, _) when before != after:
                _touched.Add(document.Reference);
                _pooled.Add(id);
                break;
            case (ContractLine.TimeAndMaterials x, ContractLine.TimeAndMaterials y)
                when (x.DiscountPercent, x.FeePercent) != (y.DiscountPercent, y.FeePercent):
                _touched.Add(document.Reference);
                break;
        }
    }

    private bool IsChanged(
        Work work,
        Slice slice,
        out ContractLineId? before,
        out ContractLineId? after
    )
    {
        // What another has billed too stands as the hub has billed it.
        work = work.WithoutForeignBilling();
        var was = Assessor.Assess(_state, work, _reference);
        var now = Assessor.Assess(Amended, work, _reference);
        (before, after) = (slice.Line, now.Line);
        var isStale =
            slice.Rate is { } billed && now.Rate is { } present && billed.Rate != present.Rate;
        return isStale
            || was.Line != now.Line
            || was.Amount != now.Amount
            || was.Rate?.Rate != now.Rate?.Rate
            || (was.Stage is Stage.NonBillable) != (now.Stage is Stage.NonBillable)
            || now.Reasons.Except(was.Reasons).Any(IsOfTerms);
    }

    private string? WhyWholeOf(
        Invoice document,
        InvoiceLine line,
        ContractTerms was,
        ContractTerms now
    )
    {
        var (old, next) = (DocumentKey.Of(was, _reference), DocumentKey.Of(now, _reference));
        if (old.Payer != next.Payer)
        {
            return "the payer changes";
        }

        if (old.LegalEntity != next.LegalEntity)
        {
            return "the legal entity changes";
        }

        if (!old.Currency.Equals(next.Currency, StringComparison.Ordinal))
        {
            return "the currency changes";
        }

        return TaxOf(was, line, document) != TaxOf(now, line, document) ? "the tax changes"
            : was.DiscountPercent != now.DiscountPercent ? "a discount of the whole document"
            : null;
    }

    private (TaxCategory, decimal)? TaxOf(ContractTerms terms, InvoiceLine line, Invoice document)
    {
        var agreed = terms.Lines.FirstOrDefault(x => x.Id == line.Line);
        var code = TaxCodes.Of(terms, agreed, _reference, document.InvoiceDate);
        return code is { } named && _reference.TaxAt(named, document.InvoiceDate) is { } rule
            ? (rule.Category, rule.Rate)
            : null;
    }

    /// <summary>Caps and pools go on into documents on which nothing else changes.</summary>
    private void Follow(IReadOnlyList<InvoiceState> standing)
    {
        foreach (var document in standing.Where(x => !x.IsClosed).Select(x => x.Invoice))
        {
            var isFollowed = document.Lines.Any(line =>
                (line.Retainer is not null && _pooled.Contains(line.Line) && IsLate(document))
                || BilledMonth
                    .Of(line)
                    .SelectMany(x => CapsOn(line.Line, x.Month.ToDateInterval().End))
                    .Any(IsReached)
            );
            if (isFollowed && document.Lines.Any(line => line.Shares.Any(Stands)))
            {
                _touched.Add(document.Reference);
            }

            bool Stands(WorkShare share) => CreditMemo.StandsOn(_state, document, share);
        }
    }

    /// <summary>Whether work under a cap is priced anew, of the cap's own month where it has one.</summary>
    private bool IsReached(AgreedCap cap) =>
        _repriced.Any(x =>
            (cap.Line is null || x.Line == cap.Line) && (cap.Month is null || x.Month == cap.Month)
        );

    private bool IsLate(Invoice document) => document.Through >= _amendment.EffectiveFrom;

    private IReadOnlyList<AgreedCap> CapsOn(ContractLineId id, LocalDate day)
    {
        var terms = After.TermsAt(day);
        var line = terms.Lines.FirstOrDefault(line => line.Id == id);
        return AgreedCap.On(After, terms, line, day, terms.Currency);
    }
}
