using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Invoicing.Routing;

/// <summary>A time in which an entity posts nothing new; both ends included.</summary>
public sealed record Freeze(LegalEntityCode LegalEntity, Instant From, Instant To)
{
    public bool Holds(LegalEntityCode entity, Instant now) =>
        LegalEntity == entity && From <= now && now <= To;

    /// <summary>What follows up another document goes where that is, in a freeze as well.</summary>
    public static Freeze? Of(IEnumerable<Freeze> freezes, Invoice invoice, Instant now) =>
        invoice.IsCredit ? null : freezes.FirstOrDefault(x => x.Holds(invoice.LegalEntity, now));
}
