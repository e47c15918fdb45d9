using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Retainers;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Periods;
using Tieout.Domain.TimeValidation;

namespace Tieout.Domain.Canonical;

/// <summary>One way of charging within a contract; work goes to the first line that covers it.</summary>
public abstract record ContractLine
{
    private ContractLine() { }

    /// <summary>Unique within the contract.</summary>
    public abstract ContractLineId Id { get; init; }

    /// <summary>The work that this line claims.</summary>
    public abstract LineScope Scope { get; init; }

    /// <summary>The contract's own tax code when none.</summary>
    public abstract TaxCode? TaxCode { get; init; }

    /// <summary>Whether time or an expense falls under it; the first line that says so has it.</summary>
    public bool Claims(Work work) =>
        (this, work) switch
        {
            (Reimbursables line, Expense expense) => line.Covers(expense),
            (_, TimeEntry time) => ClaimsTime(time.Project, time.Task),
            _ => false,
        };

    /// <summary>Whether time booked there falls under it.</summary>
    public bool ClaimsTime(ProjectCode project, TaskCode? task) =>
        this is not (Units or Progress or Reimbursables) && Scope.Covers(project, task);

    /// <summary>Whether a price pays for its time, so that the time itself is not billed.</summary>
    public bool CoversTime => this is FixedFee or Milestones;

    /// <summary>Whether time of it is priced or counted: no price covers it, and it rounds to something.</summary>
    public bool IsChargedFor(TimeEntry time) =>
        !CoversTime
        && (
            this is not TimeAndMaterials { Rounding: { } rounding }
            || !rounding.Of(time.Effort).IsZero
        );

    /// <summary>Time at rates: round(Σ hours x rate) for each group.</summary>
    /// <param name="DiscountPercent">Off the time of each invoice, as a line of its own.</param>
    /// <param name="FeePercent">On the time of each invoice, as a line of its own.</param>
    /// <param name="Rounding">What is charged of each entry; what was worked when none.</param>
    public sealed record TimeAndMaterials(
        ContractLineId Id,
        LineScope Scope,
        TaxCode? TaxCode = null,
        ValueList<GroupKey>? GroupBy = null,
        SpendingCap? Cap = null,
        decimal DiscountPercent = 0m,
        decimal FeePercent = 0m,
        TimeRounding? Rounding = null
    ) : ContractLine
    {
        public override ContractLineId Id { get; init; } = Id;

        public override LineScope Scope { get; init; } = Scope;

        public override TaxCode? TaxCode { get; init; } = TaxCode;

        /// <summary>Role and rate unless the contract says otherwise.</summary>
        public IReadOnlyList<GroupKey> Groups => GroupBy ?? [GroupKey.Role, GroupKey.Rate];
    }

    /// <summary>A fee in instalments by date; time in its scope is covered by the fee.</summary>
    /// <param name="PlannedEffort">
    /// Expected until the fee is earned, above zero: revenue follows the hours. It decides nothing about
    /// billing; revenue of the line is not measured when none.
    /// </param>
    /// <param name="IsProspective">
    /// What was left to do when these terms took force is distinct from what was done: the rest of the fee is
    /// earned over the rest of the hours. Else progress is measured again on the new fee, at once.
    /// </param>
    public sealed record FixedFee(
        ContractLineId Id,
        LineScope Scope,
        ValueList<ScheduleRow> Schedule,
        TaxCode? TaxCode = null,
        Effort? PlannedEffort = null,
        bool IsProspective = false
    ) : ContractLine
    {
        public override ContractLineId Id { get; init; } = Id;

        public override LineScope Scope { get; init; } = Scope;

        public override TaxCode? TaxCode { get; init; } = TaxCode;
    }

    /// <summary>Billed per accepted milestone; time in its scope is covered by the price.</summary>
    public sealed record Milestones(ContractLineId Id, LineScope Scope, TaxCode? TaxCode = null)
        : ContractLine
    {
        public override ContractLineId Id { get; init; } = Id;

        public override LineScope Scope { get; init; } = Scope;

        public override TaxCode? TaxCode { get; init; } = TaxCode;
    }

    /// <summary>A fee for each month, with hours included or not.</summary>
    /// <param name="Start">First day, included; the contract's when none.</param>
    /// <param name="End">Last day, included; the contract's when none.</param>
    /// <param name="Included">Hours of a whole month, prorated like the fee; not counted when none.</param>
    /// <param name="Overage">Price of the hours beyond; they cost nothing when none.</param>
    /// <remarks>Source: domain rules §8.6.</remarks>
    public sealed record Retainer(
        ContractLineId Id,
        LineScope Scope,
        Money Fee,
        TaxCode? TaxCode = null,
        LocalDate? Start = null,
        LocalDate? End = null,
        ProrationMethod Proration = ProrationMethod.ActualDays,
        Effort? Included = null,
        Rollover? Rollover = null,
        ConsumptionOrder Order = ConsumptionOrder.RolloverFirst,
        OveragePrice? Overage = null
    ) : ContractLine
    {
        public override ContractLineId Id { get; init; } = Id;

        public override LineScope Scope { get; init; } = Scope;

        public override TaxCode? TaxCode { get; init; } = TaxCode;
    }

    /// <summary>Deliveries at a price for each unit.</summary>
    /// <param name="UnitPrice">Unrounded.</param>
    public sealed record Units(
        ContractLineId Id,
        LineScope Scope,
        Money UnitPrice,
        TaxCode? TaxCode = null
    ) : ContractLine
    {
        public override ContractLineId Id { get; init; } = Id;

        public override LineScope Scope { get; init; } = Scope;

        public override TaxCode? TaxCode { get; init; } = TaxCode;
    }

    /// <summary>Billed as the work proceeds: what is earned less what was billed.</summary>
    /// <param name="BilledBefore">Billed before the hub took over; none is zero.</param>
    public sealed record Progress(
        ContractLineId Id,
        LineScope Scope,
        ValueList<ProgressPart> Parts,
        Money? BilledBefore = null,
        TaxCode? TaxCode = null
    ) : ContractLine
    {
        public override ContractLineId Id { get; init; } = Id;

        public override LineScope Scope { get; init; } = Scope;

        public override TaxCode? TaxCode { get; init; } = TaxCode;
    }

    /// <summary>Expenses at cost or with a mark-up.</summary>
    /// <param name="Categories">All when none.</param>
    /// <param name="ReceiptThreshold">
    /// From this amount on a receipt is needed, in the receipt's own currency; never when none.
    /// </param>
    /// <remarks>Source: domain rules §8.12.</remarks>
    public sealed record Reimbursables(
        ContractLineId Id,
        LineScope Scope,
        ValueList<string>? Categories = null,
        decimal MarkupPercent = 0m,
        decimal? ReceiptThreshold = null,
        SpendingCap? Cap = null,
        TaxCode? TaxCode = null
    ) : ContractLine
    {
        public override ContractLineId Id { get; init; } = Id;

        public override LineScope Scope { get; init; } = Scope;

        public override TaxCode? TaxCode { get; init; } = TaxCode;

        internal bool Covers(Expense expense) =>
            Scope.Projects?.Contains(expense.Project) != false
            && (
                Categories is null
                || (
                    expense.Category is { } category
                    && Categories.Contains(category, StringComparer.Ordinal)
                )
            );
    }
}
