namespace Tieout.Domain.Canonical;

/// <summary>Where a rate card is attached; the best level wins before anything else is compared.</summary>
/// <remarks>Source: domain rules §5; Dynamics 365 date-effective overrides for the middle part.</remarks>
public enum RateLevel
{
    Entry,
    Assignment,
    Project,
    Contract,
    Quote,
    Customer,
    Entity,
    ResourceDefault,
}
