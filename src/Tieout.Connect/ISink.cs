namespace Tieout.Connect;

/// <summary>Writes to one external system and tells what it holds.</summary>
/// <remarks>
/// The contract that every sink is tested against is <c>SinkConformance</c>. A target without
/// idempotency keys is made safe by look-before-write: the lane calls <see cref="FindAsync"/>
/// first, and <see cref="WriteAsync"/> goes on from whatever was found.
/// </remarks>
public interface ISink
{
    /// <summary>The connection's name in the configuration.</summary>
    string System { get; }

    /// <summary>What the lane must respect.</summary>
    SinkCapabilities Capabilities { get; }

    /// <summary>Proves that the settings work, without reading or changing business data.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="ConnectorException">They do not, and why.</exception>
    Task CheckAsync(CancellationToken cancellationToken);

    /// <summary>Looks for a delivery by its natural key.</summary>
    /// <param name="delivery">What is about to be written.</param>
    /// <param name="cancellationToken">Gives up; nothing was changed.</param>
    /// <returns>
    /// Every record with that key, oldest first: none, one, or more than one after a fault.
    /// </returns>
    /// <exception cref="ConnectorException">The target did not answer as its contract says.</exception>
    Task<IReadOnlyList<TargetRecord>> FindAsync(
        Delivery delivery,
        CancellationToken cancellationToken
    );

    /// <summary>Brings the target to hold the delivery, posted where it is a document.</summary>
    /// <param name="delivery">What the target must hold.</param>
    /// <param name="found">What <see cref="FindAsync"/> answered; a draft is carried on.</param>
    /// <param name="cancellationToken">Honoured before the first change is sent.</param>
    /// <returns>
    /// As the target holds it now; <see cref="TargetState.Submitted"/> where it answers later.
    /// </returns>
    /// <exception cref="ConnectorException">
    /// Refused, failed, or unknown; the fault says which, and <c>Reason</c> names a closed period.
    /// </exception>
    Task<TargetRecord> WriteAsync(
        Delivery delivery,
        TargetRecord? found,
        CancellationToken cancellationToken
    );

    /// <summary>Removes a surplus draft that an unknown outcome left behind.</summary>
    /// <param name="draft">In state <see cref="TargetState.Draft"/>.</param>
    /// <param name="cancellationToken">Gives up; the call may be repeated.</param>
    Task DiscardAsync(TargetRecord draft, CancellationToken cancellationToken);

    /// <summary>The documents in the target that carry a reference of the hub.</summary>
    /// <param name="referencePrefix">What all references of the hub start with; empty for all.</param>
    /// <param name="dates">
    /// All whose own date is one of these days, and perhaps others: a target that does not look for dates lists more.
    /// None for every document.
    /// </param>
    /// <param name="cancellationToken">Stops between pages.</param>
    IAsyncEnumerable<TargetRecord> ListAsync(
        string referencePrefix,
        DateInterval? dates,
        CancellationToken cancellationToken
    );
}
