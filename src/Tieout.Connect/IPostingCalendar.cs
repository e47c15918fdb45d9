using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Posting;

namespace Tieout.Connect;

/// <summary>A sink whose target tells which of its accounting periods are open.</summary>
/// <remarks>
/// The lane reads them before it posts. A target that has closed one since still refuses, with the
/// reason <c>PERIOD_CLOSED</c>.
/// </remarks>
public interface IPostingCalendar
{
    /// <summary>The periods of a legal entity's ledger, in any order; they do not overlap.</summary>
    /// <param name="legalEntity">As the hub knows it.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ConnectorException">The target did not answer as its contract says.</exception>
    Task<IReadOnlyList<LedgerPeriod>> ReadPeriodsAsync(
        LegalEntityCode legalEntity,
        CancellationToken cancellationToken
    );
}
