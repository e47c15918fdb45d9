using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;

namespace Tieout.Connect;

/// <summary>A tax engine that is right about the tax of some legal entities, and reports it.</summary>
/// <remarks>
/// It keeps one document for a reference of the hub. What it computes is compared before anything is
/// written to a target; it commits what the target has posted, and voids what the target has voided.
/// </remarks>
public interface ITaxOwner
{
    /// <summary>The connection's name in the configuration.</summary>
    string System { get; }

    /// <summary>Whether it is right about the tax of a legal entity.</summary>
    /// <param name="legalEntity">As the hub knows it.</param>
    bool Owns(LegalEntityCode legalEntity);

    /// <summary>Proves that the settings work, without reading or changing business data.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ConnectorException">They do not, and why.</exception>
    Task CheckAsync(CancellationToken cancellationToken);

    /// <summary>What it holds for a document; none when nothing, or when that is void.</summary>
    /// <param name="document">What is about to be written, or is there already.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ConnectorException">It did not answer as its contract says.</exception>
    Task<TaxRecord?> FindAsync(Delivery.Document document, CancellationToken cancellationToken);

    /// <summary>Computes a document anew and keeps it, not committed. Repeating it leaves one.</summary>
    /// <param name="document">With lines, dates and the customer's address.</param>
    /// <param name="cancellationToken">Honoured before it is sent.</param>
    /// <exception cref="ConnectorException">
    /// Refused, failed, or unknown; where the customer lacks something, <c>Reason</c> says so.
    /// </exception>
    Task<TaxRecord> AssessAsync(Delivery.Document document, CancellationToken cancellationToken);

    /// <summary>Makes what it holds for a document count. Repeating it changes nothing.</summary>
    /// <param name="document">Posted in its target.</param>
    /// <exception cref="ConnectorException">Refused, failed, or unknown.</exception>
    Task CommitAsync(Delivery.Document document);

    /// <summary>Takes back what it holds for a document, if anything. Repeating it changes nothing.</summary>
    /// <param name="invoice">Void in its target.</param>
    /// <exception cref="ConnectorException">Refused, failed, or unknown.</exception>
    Task VoidAsync(Invoice invoice);
}
