using Tieout.Connect;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Posting;

namespace Tieout.Runtime.Lanes.Taxes;

/// <summary>A target with a tax owner in front of it that tells its accounting periods.</summary>
internal sealed class TaxedLedger(
    ISink sink,
    IPostingCalendar calendar,
    IReadOnlyList<ITaxOwner> owners
) : TaxedSink(sink, owners), IPostingCalendar
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<LedgerPeriod>> ReadPeriodsAsync(
        LegalEntityCode legalEntity,
        CancellationToken cancellationToken
    ) => calendar.ReadPeriodsAsync(legalEntity, cancellationToken);
}
