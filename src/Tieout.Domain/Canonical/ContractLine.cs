using Tieout.Domain.Canonical.Identifiers;

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

    /// <summary>Time at rates: round(Σ hours x rate) for each group.</summary>
    public sealed record TimeAndMaterials(
        ContractLineId Id,
        LineScope Scope,
        TaxCode? TaxCode = null,
        ValueList<GroupKey>? GroupBy = null
    ) : ContractLine
    {
        public override ContractLineId Id { get; init; } = Id;

        public override LineScope Scope { get; init; } = Scope;

        public override TaxCode? TaxCode { get; init; } = TaxCode;

        /// <summary>Role and rate unless the contract says otherwise.</summary>
        public IReadOnlyList<GroupKey> Groups => GroupBy ?? [GroupKey.Role, GroupKey.Rate];
    }

    /// <summary>A fee in instalments by date; time in its scope is covered by the fee.</summary>
    public sealed record FixedFee(
        ContractLineId Id,
        LineScope Scope,
        ValueList<ScheduleRow> Schedule,
        TaxCode? TaxCode = null
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
}
