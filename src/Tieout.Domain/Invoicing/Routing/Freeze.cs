using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Invoicing.Routing;

/// <summary>A time in which an entity posts nothing new; both ends included.</summary>
public sealed record Freeze(LegalEntityCode LegalEntity, Instant From, Instant To)
{
    public bool Holds(LegalEntityCode entity, Instant now) =>
        LegalEntity == entity && From <= now && now <= To;
}
