using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing;
using Tieout.Domain.ProjectSetup;
using Tieout.Runtime.Engagements;
using Tieout.Runtime.Intake;
using Tieout.Runtime.Storage;

namespace Tieout.Runtime.SetAside;

/// <summary>Keeps commands in a stream of its own and tries them again when it is told to.</summary>
/// <remarks>
/// Facts say how something is now, not what changed, so an engagement goes on with later ones while
/// an earlier one waits here; a version that has become old by then changes nothing.
/// </remarks>
internal sealed class SetAsideGrain(IEventLog log, IGrainFactory grains) : Grain, ISetAsideGrain
{
    private readonly SortedDictionary<int, SetAsideEvent.CommandSetAside> _waiting = [];
    private int _last;
    private GrainStream<SetAsideEvent> _stream = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _stream = new GrainStream<SetAsideEvent>(
            log,
            new StreamId(Streams.SetAsideCategory, this.GetPrimaryKeyString()),
            Streams.SetAsideEventType,
            Apply,
            DeactivateOnIdle
        );
        return _stream.ReadAsync(cancellationToken);
    }

    public async Task KeepAsync(SetAsideCommands commands)
    {
        var number = _last;
        await _stream.AppendAsync([
            .. commands
                .Commands.Where(x => !_waiting.Values.Any(known => known.Command.Equals(x.Command)))
                .Select(x => x with { Number = ++number }),
        ]);
    }

    public async Task<int> RetryAsync(bool bills)
    {
        foreach (var waiting in _waiting.Values.Where(x => bills || !IsBilling(x)).ToList())
        {
            if (await TryAsync(waiting) is not { } refused)
            {
                await _stream.AppendAsync([new SetAsideEvent.CommandCarriedOut(waiting.Number)]);
            }
            else if (After(waiting, refused) is var now && now != waiting)
            {
                await _stream.AppendAsync([
                    new SetAsideEvent.CommandRefusedAgain(
                        now.Number,
                        now.Reason,
                        now.Message,
                        now.Unbilled
                    ),
                ]);
            }
        }

        return _waiting.Count;
    }

    public async Task<bool> DismissAsync(int number, string by, string because)
    {
        var waits = _waiting.ContainsKey(number);
        if (waits)
        {
            await _stream.AppendAsync([new SetAsideEvent.CommandDismissed(number, by, because)]);
        }

        return waits;
    }

    private static bool IsBilling(SetAsideEvent.CommandSetAside waiting) =>
        waiting.Command is DraftInvoice;

    private static SetAsideEvent.CommandSetAside After(
        SetAsideEvent.CommandSetAside waiting,
        Rejection refused
    ) =>
        waiting with
        {
            Reason = SetAsideReasons.Of(refused, waiting.Command),
            Message = refused.Message,
            Unbilled = refused.Unbilled,
        };

    private async Task<Rejection?> TryAsync(SetAsideEvent.CommandSetAside waiting)
    {
        try
        {
            return await CarryOutAsync(waiting);
        }
        catch (Exception e) when (Defects.Is(e))
        {
            return Defects.Rejection(e);
        }
    }

    private async Task<Rejection?> CarryOutAsync(SetAsideEvent.CommandSetAside waiting)
    {
        var engagement = grains.GetGrain<IEngagementGrain>(this.GetPrimaryKeyString());
        return waiting.Command switch
        {
            // What waits for a project is released by its route.
            RecordProject x => await grains
                .GetGrain<IRouteGrain>(x.Project.Code.Value)
                .RouteAsync(x.Project),
            DraftInvoice x => (await engagement.BillAsync(x, waiting.ApprovedBy)).Reason,
            var x => (await engagement.ExecuteAsync(new CommandBatch([x]))).Refusals
                is [var refusal, ..]
                ? refusal.Reason
                : null,
        };
    }

    private void Apply(SetAsideEvent happened)
    {
        switch (happened)
        {
            case SetAsideEvent.CommandSetAside e:
                _waiting[e.Number] = e;
                _last = e.Number;
                break;
            case SetAsideEvent.CommandRefusedAgain e:
                _waiting[e.Number] = _waiting[e.Number] with
                {
                    Reason = e.Reason,
                    Message = e.Message,
                    Unbilled = e.Unbilled,
                };
                break;
            case SetAsideEvent.CommandCarriedOut e:
                _waiting.Remove(e.Number);
                break;
            case SetAsideEvent.CommandDismissed e:
                _waiting.Remove(e.Number);
                break;
        }
    }
}
