using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Runs;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.Revenue;

/// <summary>What one contract line has earned to the end of a month, as it is known now.</summary>
/// <remarks>
/// Always counted from the beginning, and rounded once: a month is a difference of two such figures,
/// so the months add up whatever became known in between. Source: domain rules §14.2.
/// </remarks>
internal sealed class LineEarnings(
    EngagementState state,
    ReferenceBook reference,
    RevenueKey key,
    IReadOnlyList<EarnedPiece> pieces,
    OpenEarnings open,
    BilledNet billed
)
{
    private readonly BilledBefore _before = BilledBefore.Of(state, key.Currency);

    private RetainerEarnings Retainer => new(state, reference, key, pieces, _before);

    private FeeEarnings Fee => new(state, key, pieces);

    /// <summary>By the line as it is agreed on a day.</summary>
    public RevenueMeasure MeasureAt(LocalDate through) =>
        DefinedAt(through) switch
        {
            ContractLine.TimeAndMaterials or ContractLine.Reimbursables =>
                RevenueMeasure.RightToInvoice,
            ContractLine.Retainer => RevenueMeasure.StraightLine,
            ContractLine.Units => RevenueMeasure.UnitsDelivered,
            ContractLine.Milestones => RevenueMeasure.MilestonesAccepted,
            ContractLine.Progress => RevenueMeasure.ProgressTold,
            ContractLine.FixedFee { PlannedEffort: null } => RevenueMeasure.NotMeasured,
            ContractLine.FixedFee when !TermsAt(through).IsSigned => RevenueMeasure.NotMeasured,
            ContractLine.FixedFee => RevenueMeasure.HoursToDate,
            _ => RevenueMeasure.AsCharged,
        };

    /// <summary>Net of discounts, through a day that ends a month; none when not measured.</summary>
    public Money? ToDate(LocalDate through)
    {
        if (MeasureAt(through) is RevenueMeasure.NotMeasured)
        {
            return null;
        }

        var line = DefinedAt(through);
        var gross = WorkTo(through, line) + ChargedTo(through) + AgreedTo(through, line);
        var discount = new Proportion(
            billed.Standing(key, LocalDate.MaxIsoValue),
            billed.Standing(key, through)
        ).Of(gross, TermsAt(through).DiscountPercent);
        return new Money(gross - discount, key.Currency).Round();
    }

    /// <summary>What the line leaves out through a day, besides single pieces of work.</summary>
    public IEnumerable<RevenueNote> Left(LocalDate through)
    {
        switch (DefinedAt(through))
        {
            case ContractLine.FixedFee { PlannedEffort: null } fee:
                return
                [
                    new RevenueNote(
                        key.Line,
                        RevenueNote.NoPlannedEffort,
                        ReasonOwner.Finance,
                        1,
                        new Money(Fee.Total(through, fee), key.Currency)
                    ),
                ];
            case ContractLine.FixedFee or ContractLine.Progress when !TermsAt(through).IsSigned:
                return [RevenueNote.Of(key.Line, ReasonCode.ContractNotSigned, 1, null)];
            case ContractLine.Retainer:
                return Retainer.Unbilled(through).Left;
            case ContractLine.TimeAndMaterials:
                return Beyond(through, ReasonCode.CapExceeded);
            case ContractLine.Reimbursables:
                return Beyond(through, ReasonCode.ExpenseCapExceeded);
            default:
                return [];
        }
    }

    private ContractTerms TermsAt(LocalDate day) => state.Contract!.TermsAt(day);

    private ContractLine? DefinedAt(LocalDate through) => state.Contract!.LineAt(through, key.Line);

    /// <summary>Time, expenses, deliveries and milestones, with what goes on top of time.</summary>
    private decimal WorkTo(LocalDate through, ContractLine? line)
    {
        var earned = pieces
            .Where(x => !x.IsOpen && x.Date <= through && x.Work is not (Charge or ScheduledFee))
            .Select(x => (x.Work, x.Amount))
            .Concat(open.To(through, key).Select(x => (x.Piece.Work, Amount: x.Earned)))
            .ToList();
        var time = earned.Where(x => x.Work is TimeEntry).Sum(x => x.Amount.Amount);
        var (discount, fee) = line is ContractLine.TimeAndMaterials agreed
            ? (agreed.DiscountPercent, agreed.FeePercent)
            : (0m, 0m);
        return earned.Sum(x => x.Amount.Amount)
            + OnTop(InvoiceLineKind.Discount, through).Of(time, -discount)
            + OnTop(InvoiceLineKind.Fee, through).Of(time, fee);
    }

    private Proportion OnTop(InvoiceLineKind kind, LocalDate through)
    {
        return new Proportion(Standing(LocalDate.MaxIsoValue), Standing(through));

        (decimal, decimal) Standing(LocalDate day) =>
            (
                SumOf(x => x.Work is TimeEntry && x.Date <= day),
                SumOf(x => x.Work is Charge charge && charge.Kind == kind && x.Date <= day)
            );

        decimal SumOf(Func<EarnedPiece, bool> where) =>
            pieces.Where(x => !x.IsOpen && where(x)).Sum(x => x.Amount.Amount);
    }

    private IReadOnlyList<RevenueNote> Beyond(LocalDate through, ReasonCode reason)
    {
        List<Money> over =
        [
            .. open.To(through, key)
                .Select(x => x.Piece.Amount - x.Earned)
                .Where(rest => !rest.IsZero),
        ];
        return over.Count == 0
            ? []
            : [RevenueNote.Of(key.Line, reason, over.Count, Money.Sum(key.Currency, over))];
    }

    /// <summary>Fees of retainers by day; hours beyond, progress and true-ups at their end.</summary>
    private decimal ChargedTo(LocalDate through) =>
        pieces
            .Where(x => !x.IsOpen)
            .Sum(x =>
                x.Work switch
                {
                    Charge { Kind: InvoiceLineKind.Retainer } => Retainer.FeeTo(x, through),
                    Charge { Kind: InvoiceLineKind.Discount or InvoiceLineKind.Fee } => 0m,
                    Charge when x.Charged!.End <= through => x.Amount.Amount,
                    _ => 0m,
                }
            );

    /// <summary>What is agreed as an amount and earned otherwise than it is billed.</summary>
    private decimal AgreedTo(LocalDate through, ContractLine? line)
    {
        if (line is ContractLine.FixedFee { PlannedEffort: { } planned } fee)
        {
            return Fee.ToDate(through, fee, planned);
        }

        var fees = pieces
            .Where(x => x.Work is ScheduledFee && x.Date <= through)
            .Sum(x => x.Amount.Amount);
        return line switch
        {
            ContractLine.Retainer => fees + Retainer.Unbilled(through).Amount,
            ContractLine.Progress progress => fees + ProgressTo(through, progress),
            _ => fees,
        };
    }

    /// <summary>Told and not billed yet: the last run has measured everything through its end.</summary>
    private decimal ProgressTo(LocalDate through, ContractLine.Progress line)
    {
        var terms = TermsAt(through);
        var isMeasured = pieces.Any(x =>
            x.Work is Charge { Kind: InvoiceLineKind.Progress } && through <= x.Charged!.End
        );
        if (isMeasured || through < terms.Start || !key.IsIn(terms) || !terms.IsSigned)
        {
            return 0m;
        }

        var earned = new Money(line.Parts.Sum(part => part.Earned), key.Currency).Round();
        return (
            earned
            - (line.BilledBefore ?? Money.Zero(key.Currency))
            - _before.UsedOf(line.Id, InvoiceLineKind.Progress)
        ).Amount;
    }
}
