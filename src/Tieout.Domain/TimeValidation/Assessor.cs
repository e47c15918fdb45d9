using System.Diagnostics;
using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents;
using Tieout.Domain.BillableEvents.Expenses;
using Tieout.Domain.BillableEvents.Rates;
using Tieout.Domain.BillableEvents.Readiness;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Domain.TimeValidation;

/// <summary>Says of open work whether it can be billed, at what value, and if not, why not.</summary>
/// <remarks>
/// All reasons at once, in the order of the catalogue; time that is not billable has no value.
/// Source: domain rules §9.
/// </remarks>
public static class Assessor
{
    /// <summary>No piece of work is worth that: what would be is a mistake at a source.</summary>
    public const decimal AmountMax = 1_000_000_000_000m;

    /// <summary>Pure and total: there is an answer for every piece of work. O(rate lines).</summary>
    /// <param name="known">What was recorded of it before: only its open part is valued.</param>
    public static Assessment Assess(
        EngagementState state,
        Work work,
        ReferenceBook reference,
        WorkItem? known = null
    )
    {
        var terms = state.Contract?.TermsAt(work.ServiceDate);
        var line = terms is null ? null : LineFor(terms, work);
        if (work is TimeEntry && !WorkFacts.IsBillable(work, line))
        {
            return new Assessment(
                Stage.NonBillable,
                [],
                line?.Id,
                Rate: null,
                Amount: null,
                reference.Version
            );
        }

        var valued =
            terms is null || line is null
                ? Unlined(work)
                : Value(state.Id, terms, line, work, reference, known);
        if (valued.Amount is { } amount && Math.Abs(amount.Amount) > AmountMax)
        {
            valued = new Valuation(Amount: null, AmountIsPlausible: false);
        }

        if (valued.Rate is { Rate: < 0m })
        {
            valued = new Valuation(Amount: null, RateIsNegative: true);
        }

        var readiness = BillingReadiness.Of(
            WorkFacts.Of(state, terms, line, work, reference, valued)
        );
        return new Assessment(
            readiness.IsExcluded ? Stage.NonBillable : StageOf(work, readiness),
            readiness.Blocked,
            line?.Id,
            valued.Rate,
            valued.Amount,
            reference.Version,
            valued.Billable
        );
    }

    /// <summary>The first line that covers it; a milestone or a fee names its own.</summary>
    private static ContractLine? LineFor(ContractTerms terms, Work work)
    {
        for (var i = 0; i < terms.Lines.Count; i++)
        {
            var line = terms.Lines[i];
            var covers = work switch
            {
                Milestone x => line.Id == x.Line,
                ScheduledFee x => line.Id == x.Line,
                UnitDelivery x => line.Id == x.Line,
                _ => line.Claims(work),
            };
            if (covers)
            {
                return line;
            }
        }

        return null;
    }

    /// <summary>What is agreed as an amount has it before its line is known.</summary>
    private static Valuation Unlined(Work work) =>
        new(
            work switch
            {
                Milestone x => x.Amount,
                ScheduledFee x => x.Amount,
                Expense x => x.Amount,
                _ => null,
            }
        );

    private static Valuation Value(
        EngagementId engagement,
        ContractTerms terms,
        ContractLine line,
        Work work,
        ReferenceBook reference,
        WorkItem? known
    )
    {
        switch (line, work)
        {
            case (ContractLine.TimeAndMaterials agreed, TimeEntry time):
                var rated = Rated(RateContexts.Of(engagement, terms, time, reference), reference);
                return rated.Amount is { } hourly
                    ? Rest(time, agreed, rated, hourly, known)
                    : rated;
            case (ContractLine.Retainer { Overage: OveragePrice.ByRateCard }, TimeEntry time):
                // The fee pays for it; hours beyond are priced by the period.
                var beyond = Rated(RateContexts.Of(engagement, terms, time, reference), reference);
                return beyond.Amount is null
                    ? beyond
                    : beyond with
                    {
                        Amount = Money.Zero(terms.Currency),
                    };
            case (ContractLine.Retainer, TimeEntry):
                return new Valuation(Money.Zero(terms.Currency));
            case (ContractLine.Reimbursables reimbursed, Expense expense):
                return Priced(terms.Currency, reimbursed, expense, reference, known);
            case (ContractLine.Units units, UnitDelivery delivery):
                return new Valuation((units.UnitPrice * delivery.Quantity).Round());
            default:
                return Unlined(work);
        }
    }

    /// <summary>The whole at its rate less what is billed: a split loses no cent and makes none.</summary>
    /// <remarks>What was billed at another rate, or on another line, says nothing of the rest.</remarks>
    private static Valuation Rest(
        TimeEntry time,
        ContractLine.TimeAndMaterials line,
        Valuation rated,
        Money hourly,
        WorkItem? known
    )
    {
        var price = hourly * time.Multiplier;
        var whole = line.Rounding?.Of(time.Effort) ?? time.Effort;
        if (known is null || known.IsOpen)
        {
            return Priced(whole, time.Effort, whole.At(price).Round());
        }

        var closed = known.Slices.Where(slice => !slice.IsOpen).ToList();
        var open = known.OpenEffort;
        var isAlike = closed.TrueForAll(slice =>
            slice.Line == line.Id
            && slice.Rate?.Rate == hourly.Amount
            && slice.Amount?.Currency == hourly.Currency
        );
        var rest = whole - Effort.Sum(closed.Select(slice => slice.Charged));
        if (isAlike && rest >= Effort.Zero)
        {
            return Priced(rest, open, whole.At(price).Round() - known.Billed(hourly.Currency));
        }

        var part = new Effort(whole.Seconds * open.Seconds / time.Effort.Seconds);
        if (isAlike)
        {
            // Coarser steps than today's have charged more than the whole; the customer pays no more than it.
            var billed = closed.Where(slice => !slice.IsGivenUp).Select(slice => slice.Charged);
            part = Effort.Min(part, Effort.Max(whole - Effort.Sum(billed), Effort.Zero));
        }

        return Priced(part, open, part.At(price).Round());

        Valuation Priced(Effort billable, Effort worked, Money amount) =>
            rated with
            {
                Amount = amount,
                Billable = billable == worked ? null : billable,
            };
    }

    /// <summary>Its amount is the price of an hour, unrounded.</summary>
    private static Valuation Rated(RateContext context, ReferenceBook reference)
    {
        switch (reference.Rates.Resolve(context))
        {
            case RateResolution.Found found:
                var hourly = new Money(found.Applied.Rate, context.Currency!.Value);
                return new Valuation(hourly, found.Applied);
            case RateResolution.Missing:
                return new Valuation(null, RateMatches: 0);
            case RateResolution.Ambiguous ambiguous:
                return new Valuation(null, RateMatches: ambiguous.Candidates.Count);
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>What is still to be billed of an expense, mark-up included.</summary>
    private static Valuation Priced(
        CurrencyCode currency,
        ContractLine.Reimbursables line,
        Expense expense,
        ReferenceBook reference,
        WorkItem? known
    )
    {
        var rate = reference.ExchangeRateAt(expense.Amount.Currency, currency, expense.Date);
        if (rate is null)
        {
            return new Valuation(null, FxRateIsPresent: false);
        }

        var price = ExpensePrice.Of(
            expense.Amount,
            expense.RecoverableTax,
            currency,
            rate.Value,
            line.MarkupPercent
        );
        var billed = known?.Billed(currency) ?? Money.Zero(currency);
        return new Valuation(price.Sales - billed);
    }

    private static Stage StageOf(Work work, BillingReadiness readiness) =>
        WorkFacts.StatusOf(work) switch
        {
            ApprovalStatus.Draft => Stage.Draft,
            ApprovalStatus.Submitted => Stage.AwaitingApproval,
            ApprovalStatus.Rejected => Stage.Rejected,
            ApprovalStatus.Approved => readiness.IsReady ? Stage.Ready : Stage.Blocked,
            _ => throw new UnreachableException(),
        };
}
