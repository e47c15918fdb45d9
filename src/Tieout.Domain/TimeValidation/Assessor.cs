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
    /// <param name="asOf">Rates known later do not count; all count when none.</param>
    public static Assessment Assess(
        EngagementState state,
        Work work,
        ReferenceBook reference,
        WorkItem? known = null,
        LocalDate? asOf = null
    )
    {
        var terms = state.Contract?.TermsAt(work.ServiceDate);
        var line = terms is null ? null : LineFor(terms, work);
        var unvalued = new Assessment(Stage.Blocked, [], line?.Id, null, null, reference.Version);
        if (work is TimeEntry && !WorkFacts.IsBillable(work, line))
        {
            return unvalued with { Stage = Stage.NonBillable };
        }

        var valued =
            terms is null || line is null
                ? Unlined(unvalued, work)
                : Value(unvalued, state.Id, terms, line, work, reference, known, asOf);
        if (valued.Assessed.Amount is { } amount && Math.Abs(amount.Amount) > AmountMax)
        {
            valued = valued with { Assessed = unvalued, AmountIsPlausible = false };
        }

        var readiness = BillingReadiness.Of(
            WorkFacts.Of(state, terms, line, work, reference, valued)
        );
        return valued.Assessed with
        {
            Reasons = readiness.Blocked,
            Stage = readiness.IsExcluded ? Stage.NonBillable : StageOf(work, readiness),
        };
    }

    /// <summary>The first line that covers it; a milestone or a fee names its own.</summary>
    private static ContractLine? LineFor(ContractTerms terms, Work work) =>
        work switch
        {
            Milestone x => terms.Lines.FirstOrDefault(line => line.Id == x.Line),
            ScheduledFee x => terms.Lines.FirstOrDefault(line => line.Id == x.Line),
            UnitDelivery x => terms.Lines.FirstOrDefault(line => line.Id == x.Line),
            _ => terms.Lines.FirstOrDefault(line => line.Claims(work)),
        };

    /// <summary>What is agreed as an amount has it before its line is known.</summary>
    private static Valuation Unlined(Assessment unvalued, Work work) =>
        new(
            unvalued with
            {
                Amount = work switch
                {
                    Milestone x => x.Amount,
                    ScheduledFee x => x.Amount,
                    Expense x => x.Amount,
                    _ => null,
                },
            }
        );

    private static Valuation Value(
        Assessment unvalued,
        EngagementId engagement,
        ContractTerms terms,
        ContractLine line,
        Work work,
        ReferenceBook reference,
        WorkItem? known,
        LocalDate? asOf
    )
    {
        switch (line, work)
        {
            case (ContractLine.TimeAndMaterials, TimeEntry time):
                return Rated(
                    unvalued,
                    RateContexts.Of(engagement, terms, time, reference),
                    reference,
                    asOf,
                    hourly => (known?.OpenEffort ?? time.Effort).At(hourly * time.Multiplier)
                );
            case (ContractLine.Retainer { Overage: OveragePrice.ByRateCard }, TimeEntry time):
                return Rated(
                    unvalued,
                    RateContexts.Of(engagement, terms, time, reference),
                    reference,
                    asOf,
                    Covered
                );
            case (ContractLine.Retainer, TimeEntry):
                return new Valuation(unvalued with { Amount = Money.Zero(terms.Currency) });
            case (ContractLine.Reimbursables reimbursed, Expense expense):
                return Priced(unvalued, terms.Currency, reimbursed, expense, reference, known);
            case (ContractLine.Units units, UnitDelivery delivery):
                return new Valuation(
                    unvalued with
                    {
                        Amount = (units.UnitPrice * delivery.Quantity).Round(),
                    }
                );
            default:
                return Unlined(unvalued, work);
        }
    }

    /// <summary>The fee pays for it; hours beyond are priced by the period.</summary>
    private static Money Covered(Money hourly) => Money.Zero(hourly.Currency);

    private static Valuation Rated(
        Assessment unvalued,
        RateContext context,
        ReferenceBook reference,
        LocalDate? asOf,
        Func<Money, Money> price
    )
    {
        switch (reference.Rates.Resolve(context, asOf))
        {
            case RateResolution.Found found:
                var hourly = new Money(found.Applied.Rate, context.Currency!.Value);
                var amount = price(hourly).Round();
                return new Valuation(unvalued with { Rate = found.Applied, Amount = amount });
            case RateResolution.Missing:
                return new Valuation(unvalued, RateMatches: 0);
            case RateResolution.Ambiguous ambiguous:
                return new Valuation(unvalued, ambiguous.Candidates.Count);
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>What is still to be billed of an expense, mark-up included.</summary>
    private static Valuation Priced(
        Assessment unvalued,
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
            return new Valuation(unvalued, FxRateIsPresent: false);
        }

        var price = ExpensePrice.Of(
            expense.Amount,
            expense.RecoverableTax,
            currency,
            rate.Value,
            line.MarkupPercent
        );
        var billed = known?.Billed(currency) ?? Money.Zero(currency);
        return new Valuation(unvalued with { Amount = price.Sales - billed });
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
