using Tieout.Domain.Amounts;
using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.Invoicing.Amending;

/// <summary>What an amendment means for work that was billed, and what would be done about it.</summary>
/// <param name="Id">Of the plan; see <see cref="AmendmentPlan.Id"/>.</param>
/// <param name="WhyWhole">Why one document with the differences is not enough; none when it is.</param>
/// <param name="Originals">Billed documents that it touches.</param>
/// <param name="Slices">Billed work first, then open work, by service date and id.</param>
/// <param name="Documents">What is made, credits included.</param>
/// <param name="Waived">Net that is neither billed nor credited.</param>
/// <param name="LetOff">Allowances that end, because their work is credited and billed anew; none without any.</param>
/// <param name="Obstacle">Why it cannot be carried out now; none when it can.</param>
/// <param name="Execution">Everything that happens when it is approved, as one unit.</param>
/// <remarks>Source: domain rules §15.1.</remarks>
public sealed record AmendmentImpact(
    string Id,
    int Sequence,
    long AmendmentVersion,
    LocalDate EffectiveFrom,
    AmendmentChoice Choice,
    LocalDate Date,
    string? WhyWhole,
    IReadOnlyList<AmendedDocument> Originals,
    IReadOnlyList<SliceChange> Slices,
    IReadOnlyList<PlannedDocument> Documents,
    IReadOnlyList<LimitImpact> Limits,
    IReadOnlyList<HourLimitImpact> HourLimits,
    IReadOnlyList<PoolImpact> Pools,
    Money? Waived,
    Money? LetOff,
    Rejection? Obstacle,
    IReadOnlyList<EngagementEvent> Execution
)
{
    /// <summary>Billed work does not stay as it is.</summary>
    public bool TouchesBilled => Originals.Count > 0;

    /// <summary>Of all documents; none without any, or in two currencies.</summary>
    public Money? Net => SumOf(x => x.Net);

    public Money? Tax => SumOf(x => x.Tax);

    public Money? Gross => SumOf(x => x.Gross);

    private Money? SumOf(Func<PlannedDocument, Money> part) =>
        Documents.Select(x => part(x).Currency).Distinct().ToList() is [var currency]
            ? Money.Sum(currency, Documents.Select(part))
            : null;
}
