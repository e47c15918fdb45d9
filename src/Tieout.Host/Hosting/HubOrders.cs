using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Host.Configuration;
using Tieout.Runtime.Engagements;
using Tieout.Runtime.Intake;
using Tieout.Runtime.SetAside;
using Tieout.Runtime.Storage;

namespace Tieout.Host.Hosting;

/// <summary>One contract from outside its hub: read from the log, and commanded through a hub.</summary>
public static class HubOrders
{
    /// <summary>An engagement with all of its history, and what engagements share. Reads only.</summary>
    public static async Task<(EngagementState State, ReferenceBook Reference)> ReadAsync(
        ILogReader log,
        EngagementId engagement,
        CancellationToken cancellationToken
    )
    {
        var reference = await ReadReferenceAsync(log, cancellationToken);
        return (await ReadEngagementAsync(log, engagement, cancellationToken), reference);
    }

    /// <summary>What engagements share.</summary>
    public static async Task<ReferenceBook> ReadReferenceAsync(
        ILogReader log,
        CancellationToken cancellationToken
    )
    {
        var reference = ReferenceBook.Empty;
        await foreach (var stored in log.ReadStreamAsync(Streams.Reference, 0, cancellationToken))
        {
            reference = reference.Evolve(EventCodec.DecodeReference(stored));
        }

        return reference;
    }

    /// <summary>An engagement with all of its history. O(history).</summary>
    public static async Task<EngagementState> ReadEngagementAsync(
        ILogReader log,
        EngagementId engagement,
        CancellationToken cancellationToken
    )
    {
        var state = new EngagementState(engagement) { KeepsClosedWork = true };
        var stream = Streams.Engagement(engagement);
        await foreach (var stored in log.ReadStreamAsync(stream, 0, cancellationToken))
        {
            state = state.Evolve(EventCodec.DecodeEngagement(stored)).State;
        }

        return state;
    }

    /// <summary>Decides and stores commands, one after the other; the read tables know them afterwards.</summary>
    /// <returns>For each, how many facts were recorded, or why it was refused.</returns>
    /// <exception cref="StoreInUseException">A hub runs on the store.</exception>
    public static async Task<IReadOnlyList<(int Events, Rejection? Refused)>> ExecuteAsync(
        HubConfiguration configuration,
        HubSurroundings surroundings,
        TextWriter warnings,
        IReadOnlyList<(EngagementId Engagement, EngagementCommand Command)> orders,
        CancellationToken cancellationToken
    )
    {
        await using var hub = await HubHost.StartAsync(
            configuration,
            surroundings,
            warnings,
            cancellationToken
        );
        var outcomes = new List<(int, Rejection?)>(orders.Count);
        foreach (var (engagement, command) in orders)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var grain = hub.Grains.GetGrain<IEngagementGrain>(engagement.Value);
            var outcome = await grain.ExecuteAsync(new CommandBatch([command]));
            var refused = outcome.Refusals is [var refusal, ..] ? refusal.Reason : null;
            outcomes.Add((outcome.Events, refused));
        }

        await FollowAsync(hub, cancellationToken);
        return outcomes;
    }

    /// <summary>Gives up something that was set aside; the read tables know it afterwards.</summary>
    /// <returns>Whether it waited.</returns>
    /// <exception cref="StoreInUseException">A hub runs on the store.</exception>
    public static async Task<bool> DismissAsync(
        HubConfiguration configuration,
        HubSurroundings surroundings,
        TextWriter warnings,
        (EngagementId Engagement, int Number, string By, string Because) order,
        CancellationToken cancellationToken
    )
    {
        await using var hub = await HubHost.StartAsync(
            configuration,
            surroundings,
            warnings,
            cancellationToken
        );
        var waited = await hub
            .Grains.GetGrain<ISetAsideGrain>(order.Engagement.Value)
            .DismissAsync(order.Number, order.By, order.Because);
        await FollowAsync(hub, cancellationToken);
        return waited;
    }

    /// <summary>Gives up a rejection; the read tables know it afterwards.</summary>
    /// <param name="order">The event and the place in it that the rejection is from, and who gives it up.</param>
    /// <returns>Whether it was open.</returns>
    /// <exception cref="StoreInUseException">A hub runs on the store.</exception>
    public static async Task<bool> DismissRejectionAsync(
        HubConfiguration configuration,
        HubSurroundings surroundings,
        TextWriter warnings,
        (long Sequence, long Position, RejectionDismissal Dismissal) order,
        CancellationToken cancellationToken
    )
    {
        await using var hub = await HubHost.StartAsync(
            configuration,
            surroundings,
            warnings,
            cancellationToken
        );
        await FollowAsync(hub, cancellationToken);
        IReadOnlyList<(string Stream, string Subject)> found;
        await using (var moment = await hub.Store.Tables.OpenSnapshotAsync(cancellationToken))
        {
            found = await moment.ListAsync(
                "SELECT stream, subject FROM rejected WHERE seq = @seq AND position = @position",
                row => (row.GetString(0), row.GetString(1)),
                cancellationToken,
                ("seq", order.Sequence),
                ("position", order.Position)
            );
        }

        var waited =
            found is [var (feed, subject)]
            && await Rejections.DismissAsync(
                hub.Store.Log,
                feed,
                subject,
                order.Dismissal,
                cancellationToken
            );
        await FollowAsync(hub, cancellationToken);
        return waited;
    }

    /// <summary>Returns once the read tables hold all of the log.</summary>
    internal static async Task FollowAsync(HubHost hub, CancellationToken cancellationToken) =>
        await hub.Tables.WaitForAsync(
            await hub.Store.Log.GetHeadAsync(cancellationToken),
            cancellationToken
        );
}
