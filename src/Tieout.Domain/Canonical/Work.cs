using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Canonical;

/// <summary>Something that may end on an invoice line: time, an expense, a milestone, a fee.</summary>
public abstract record Work : CanonicalFact
{
    private protected Work() { }

    /// <summary>Kind, source system and the source's own id; never reused.</summary>
    public abstract WorkId Id { get; init; }

    /// <summary>Where it was booked; the way to its engagement.</summary>
    public abstract ProjectCode Project { get; init; }

    /// <summary>The service date: the calendar day of the work at the place of work.</summary>
    public abstract LocalDate ServiceDate { get; }

    /// <summary>Zero for what is not time.</summary>
    public abstract Effort Effort { get; init; }

    /// <summary>The source no longer has it.</summary>
    public abstract bool IsDeleted { get; init; }

    public override string Identity => Id.Value;

    /// <summary>
    /// Its source says that it has been invoiced: nothing is billed of it, unless the hub has billed it
    /// before; then it is what the hub did.
    /// </summary>
    public bool IsBilledElsewhere { get; init; }

    /// <summary>
    /// The number of another's invoice that its source names for that; none where it names none. What the hub has billed
    /// stands, and once it is given back nothing is billed of it any more.
    /// </summary>
    public string? BilledOn { get; init; }

    /// <summary>
    /// The billing event of its source that it stands on, and that is not invoiced there yet: until it is, or the work is
    /// taken off it, nothing is billed of it here. What the hub has billed before stands.
    /// </summary>
    public string? BillingEvent { get; init; }

    /// <summary>The same work as if nobody else had billed it, or were about to.</summary>
    public Work WithoutForeignBilling() =>
        this with
        {
            IsBilledElsewhere = false,
            BilledOn = null,
            BillingEvent = null,
        };
}
