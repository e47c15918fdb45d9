using Tieout.Connect;

namespace Tieout.Runtime.Lanes.Taxes;

/// <summary>A target in front of which the tax owner of a legal entity is asked.</summary>
/// <remarks>
/// The order is: assess, compare, write, commit. A crash in between leaves one document on each side:
/// the tax owner's is the same one again, and a target's that is posted while the tax owner has not
/// committed is told as unfinished, so that the lane writes again and only the commitment is made.
/// Source: domain rules §10.6.
/// </remarks>
public class TaxedSink : ISink
{
    private readonly ISink _sink;
    private readonly IReadOnlyList<ITaxOwner> _owners;

    private protected TaxedSink(ISink sink, IReadOnlyList<ITaxOwner> owners)
    {
        _sink = sink;
        _owners = owners;
    }

    /// <inheritdoc/>
    public string System => _sink.System;

    /// <inheritdoc/>
    public SinkCapabilities Capabilities => _sink.Capabilities;

    /// <summary>The target as it is, where nobody owns tax.</summary>
    public static ISink Around(ISink sink, IReadOnlyList<ITaxOwner> owners) =>
        (owners, sink) switch
        {
            ([], _) => sink,
            (_, IPostingCalendar calendar) => new TaxedLedger(sink, calendar, owners),
            _ => new TaxedSink(sink, owners),
        };

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken cancellationToken) =>
        _sink.CheckAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TargetRecord>> FindAsync(
        Delivery delivery,
        CancellationToken cancellationToken
    )
    {
        var found = await _sink.FindAsync(delivery, cancellationToken);
        if (
            delivery is not Delivery.Document document
            || OwnerOf(document) is not { } owner
            || !found.Any(IsPosted)
        )
        {
            return found;
        }

        var held = await SafelyAsync(() => owner.FindAsync(document, cancellationToken));
        var isDone = held is { IsCommitted: true } && TaxComparison.IsSame(document, held);
        // What is deducted otherwise than it should be is no matter of tax: it stays for the lane to see.
        return isDone
            ? found
            :
            [
                .. found.Select(x =>
                    IsPosted(x) && HasDeductionsOf(document, x) ? x with { IsUnfinished = true } : x
                ),
            ];
    }

    /// <inheritdoc/>
    public async Task<TargetRecord> WriteAsync(
        Delivery delivery,
        TargetRecord? found,
        CancellationToken cancellationToken
    )
    {
        if (delivery is not Delivery.Document document || OwnerOf(document) is not { } owner)
        {
            return await _sink.WriteAsync(delivery, found, cancellationToken);
        }

        if (found is not null && IsPosted(found))
        {
            var there = await FinishAsync(document, found, cancellationToken);
            await SettleAsync(owner, document);
            return there;
        }

        var assessed = await SafelyAsync(() => owner.AssessAsync(document, cancellationToken));
        TaxComparison.RequireSame(document, assessed, owner.System);
        var posted = await _sink.WriteAsync(document, found, cancellationToken);
        if (IsPosted(posted))
        {
            // A target that answers later is found posted one day, and told as unfinished then.
            await CommitAsync(owner, document);
        }

        return posted;
    }

    /// <inheritdoc/>
    public Task DiscardAsync(TargetRecord draft, CancellationToken cancellationToken) =>
        _sink.DiscardAsync(draft, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<TargetRecord> ListAsync(
        string referencePrefix,
        DateInterval? dates,
        CancellationToken cancellationToken
    ) => _sink.ListAsync(referencePrefix, dates, cancellationToken);

    private static bool IsPosted(TargetRecord record) =>
        record.State is TargetState.Posted or TargetState.Paid;

    private static bool HasDeductionsOf(Delivery.Document document, TargetRecord record) =>
        record.Deducted is not { } deducted
        || deducted == document.Invoice.Gross - document.Invoice.Payable;

    /// <summary>
    /// Repeating a call to a tax owner leaves one document, so what is unknown is simply tried again.
    /// </summary>
    private static async Task<T> SafelyAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (ConnectorException e) when (e.Fault is ConnectorFault.OutcomeUnknown)
        {
            throw new ConnectorException(
                ConnectorFault.Transient,
                e.Message,
                e.RetryAfter,
                inner: e
            );
        }
    }

    private static async Task CommitAsync(ITaxOwner owner, Delivery.Document document) =>
        await SafelyAsync(async () =>
        {
            await owner.CommitAsync(document);
            return document;
        });

    private ITaxOwner? OwnerOf(Delivery.Document document) =>
        _owners.FirstOrDefault(x => x.Owns(document.Invoice.LegalEntity));

    /// <summary>What the target itself lacks is added; the flag that came along may be ours.</summary>
    private async Task<TargetRecord> FinishAsync(
        Delivery.Document document,
        TargetRecord found,
        CancellationToken cancellationToken
    )
    {
        var own = (await _sink.FindAsync(document, cancellationToken)).FirstOrDefault(x =>
            x.ExternalId.Equals(found.ExternalId, StringComparison.Ordinal)
        );
        return own switch
        {
            // Written without it there would be two.
            null => throw new ConnectorException(
                ConnectorFault.Transient,
                $"{System} does not show {found.Number ?? found.ExternalId} any more; it is looked for anew."
            ),
            { NeedsWriting: false } => own,
            _ => await _sink.WriteAsync(document, own, cancellationToken),
        };
    }

    /// <summary>The target has posted: only what is the same there is committed.</summary>
    private static async Task SettleAsync(ITaxOwner owner, Delivery.Document document)
    {
        var held = await SafelyAsync(() => owner.FindAsync(document, CancellationToken.None));
        if (held is null || (!held.IsCommitted && !TaxComparison.IsSame(document, held)))
        {
            held = await SafelyAsync(() => owner.AssessAsync(document, CancellationToken.None));
        }

        TaxComparison.RequireSame(document, held, owner.System);
        if (!held.IsCommitted)
        {
            await CommitAsync(owner, document);
        }
    }
}
