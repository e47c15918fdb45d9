using Microsoft.Extensions.Logging;
using Tieout.Connect;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;
using Tieout.Runtime.Engagements;

namespace Tieout.Runtime.SetAside;

/// <summary>Asks engagements for things so that a failure of one is that one's alone.</summary>
/// <remarks>
/// What waits for something, if only for a defect of ours to be mended, is set aside with its reason,
/// durably, and tried again later; the caller goes on. Trouble with the store or the silo is thrown, because it concerns everybody.
/// </remarks>
public sealed class EngagementCalls(IGrainFactory grains, ILogger<EngagementCalls> logger)
{
    /// <summary>Carries commands out in order.</summary>
    /// <returns>What was refused for a reason of the business; the rest is durable.</returns>
    public async Task<IReadOnlyList<Refusal>> ExecuteAsync(
        EngagementId engagement,
        IReadOnlyList<(EngagementCommand Command, Origin? Origin)> commands
    )
    {
        IReadOnlyList<Refusal> refusals;
        try
        {
            var batch = new CommandBatch([.. commands.Select(x => x.Command)]);
            refusals = (
                await grains.GetGrain<IEngagementGrain>(engagement.Value).ExecuteAsync(batch)
            ).Refusals;
        }
        catch (Exception e) when (Defects.Is(e))
        {
            SetAsideLog.Failed(logger, e, engagement.Value);
            var defect = Defects.Rejection(e);
            refusals = [.. commands.Select((_, i) => new Refusal(i, defect))];
        }

        var kept = refusals.ToLookup(x => x.Reason.Waits);
        if (kept[true].Any())
        {
            await KeepAsync(
                engagement,
                [
                    .. kept[true]
                        .Select(x =>
                            Kept(commands[x.Index].Command, x.Reason, commands[x.Index].Origin)
                        ),
                ]
            );
        }

        return [.. kept[false]];
    }

    /// <summary>Bills it; what cannot be billed at all waits with its reason.</summary>
    /// <param name="run">Through when, and with which date.</param>
    /// <param name="approvedBy">The policy that approves at once; none leaves drafts.</param>
    public async Task<BillOutcome> BillAsync(
        EngagementId engagement,
        DraftInvoice run,
        string? approvedBy
    )
    {
        BillOutcome outcome;
        try
        {
            outcome = await grains
                .GetGrain<IEngagementGrain>(engagement.Value)
                .BillAsync(run, approvedBy);
        }
        catch (Exception e) when (Defects.Is(e))
        {
            SetAsideLog.Failed(logger, e, engagement.Value);
            outcome = new BillOutcome(0, Defects.Rejection(e));
        }

        if (outcome.Reason is { } refused)
        {
            var kept = Kept(run, refused, origin: null) with { ApprovedBy = approvedBy };
            await KeepAsync(engagement, [kept]);
        }

        return outcome;
    }

    /// <summary>Sets a project aside that could not be routed.</summary>
    public Task SetAsideAsync(
        EngagementId engagement,
        EngagementCommand command,
        Rejection reason,
        Origin? origin
    ) => KeepAsync(engagement, [Kept(command, reason, origin)]);

    private static SetAsideEvent.CommandSetAside Kept(
        EngagementCommand command,
        Rejection reason,
        Origin? origin
    ) =>
        new(
            0,
            command,
            SetAsideReasons.SubjectOf(command),
            SetAsideReasons.Of(reason, command),
            reason.Message,
            origin,
            Unbilled: reason.Unbilled
        );

    private Task KeepAsync(
        EngagementId engagement,
        IReadOnlyList<SetAsideEvent.CommandSetAside> commands
    ) =>
        grains.GetGrain<ISetAsideGrain>(engagement.Value).KeepAsync(new SetAsideCommands(commands));
}
