using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Rates;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Invoicing;

/// <summary>The part of one slice that an invoice line consumes.</summary>
/// <param name="Slice">Number of the slice within its work.</param>
/// <param name="Amount">The share of the line's amount; the shares add up to the line.</param>
/// <param name="Rate">The rate from now on, on a document that reprices.</param>
/// <param name="Billable">What is charged of it where its line rounds time; as worked when none.</param>
/// <param name="Day">Its service date, where the line's service period is over several months.</param>
/// <param name="Allowance">What was let off of it before, on a document that returns it or lets less off.</param>
public sealed record WorkShare(
    WorkId Work,
    int Slice,
    Effort Effort,
    Money Amount,
    AppliedRate? Rate = null,
    Effort? Billable = null,
    LocalDate? Day = null,
    Money? Allowance = null
)
{
    /// <summary>What it takes, or gives back, of what the contract limits: an allowance does neither.</summary>
    internal Money Counted => Allowance is { } before ? Amount + before : Amount;

    /// <summary>Of shares together; none where none has any.</summary>
    internal static Money? AllowanceOf(IEnumerable<WorkShare> shares) =>
        Money.SumOrNone(shares.Select(share => share.Allowance).Where(x => x is not null));

    /// <summary>The effort that is priced.</summary>
    public Effort Charged => Billable ?? Effort;

    /// <summary>On a line of that service period; its day is kept where the period does not say the month.</summary>
    internal WorkShare Within(DateInterval period, LocalDate day) =>
        this with
        {
            Day = period.Start.ToYearMonth() == period.End.ToYearMonth() ? null : day,
        };
}
