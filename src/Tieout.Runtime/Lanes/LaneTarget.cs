using Microsoft.Extensions.Logging;
using Tieout.Connect;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Invoicing.Posting;

namespace Tieout.Runtime.Lanes;

/// <summary>Whether a target as a whole can be written to: it answers, and its window is open.</summary>
/// <remarks>Each change is recorded and told once.</remarks>
internal sealed class LaneTarget(
    string system,
    PostingWindow? window,
    LaneBook book,
    Func<LaneEvent, Task> recordAsync,
    IClock clock,
    ILogger logger
)
{
    private int _failuresInRow;
    private ReasonCode? _warnedOf;
    private ConnectorFault? _failedBy;

    /// <summary>None while it is not known to fail.</summary>
    public Instant? PausedUntil { get; private set; }

    public TargetFault? Fault { get; private set; }

    /// <summary>It answers, or what kept it from answering may be gone.</summary>
    public void Resume()
    {
        PausedUntil = null;
        _failuresInRow = 0;
        Fault = null;
    }

    /// <summary>Ends a pause that is over.</summary>
    public void Wake()
    {
        if (PausedUntil <= clock.GetCurrentInstant())
        {
            PausedUntil = null;
        }
    }

    /// <summary>When its posting window opens; none while it is open.</summary>
    public async Task<Instant?> ClosedUntilAsync()
    {
        var now = clock.GetCurrentInstant();
        var known = book.State.Failure;
        var closed = ReasonCode.PostingWindowClosed.Value;
        var wasClosed = closed.Equals(known?.Reason, StringComparison.Ordinal);
        if (window is null || window.IsOpenAt(now))
        {
            if (wasClosed)
            {
                await recordAsync(new LaneEvent.TargetRecovered(now));
            }

            return null;
        }

        var opens = window.OpensAfter(now);
        var message = $"its posting window opens at {opens}";
        var isSaid = wasClosed && message.Equals(known?.Message, StringComparison.Ordinal);
        if (!isSaid && !book.State.Open.IsEmpty)
        {
            await recordAsync(new LaneEvent.TargetFailed(closed, message, now));
            LaneLog.WindowClosed(logger, system, opens);
        }

        return opens;
    }

    /// <summary>Nobody asks it again before the pause is over.</summary>
    public void Pause(ConnectorException e)
    {
        PausedUntil = clock.GetCurrentInstant() + FaultReasons.PauseAfter(e, _failuresInRow++);
        Fault = new TargetFault(system, e.Fault, e.Message);
    }

    /// <summary>Tells that it failed: again only when it fails in another way.</summary>
    public async Task FailAsync(ReasonCode reason, ConnectorException e)
    {
        var isKnown = _warnedOf == reason && _failedBy == e.Fault;
        (_warnedOf, _failedBy) = (reason, e.Fault);
        if (isKnown)
        {
            LaneLog.TargetStillFails(logger, system, reason.Value, e.Message);
            return;
        }

        LaneLog.TargetFailed(logger, system, reason.Value, e.Message);
        var since = book.State.Failure?.At ?? clock.GetCurrentInstant();
        var failed = new LaneEvent.TargetFailed(reason.Value, e.Message, since);
        if (failed != book.State.Failure)
        {
            await recordAsync(failed);
        }
    }

    /// <summary>It has answered as it should.</summary>
    public async Task AnsweredAsync()
    {
        Resume();
        if (book.State.Failure is not null)
        {
            (_warnedOf, _failedBy) = (null, null);
            await recordAsync(new LaneEvent.TargetRecovered(clock.GetCurrentInstant()));
            LaneLog.TargetRecovered(logger, system);
        }
    }
}
