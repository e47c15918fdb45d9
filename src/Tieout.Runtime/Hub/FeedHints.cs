using Tieout.Connect;

namespace Tieout.Runtime.Hub;

/// <summary>Feeds that a system has said there is something to read of, until somebody reads them.</summary>
/// <remarks>Not kept: after a restart everything is read anyway.</remarks>
public sealed class FeedHints
{
    private readonly Lock _gate = new();
    private HashSet<(string System, string Feed)> _hinted = [];
    private TaskCompletionSource _some = NewSignal();

    public void Add(string system, IEnumerable<Feed> feeds)
    {
        lock (_gate)
        {
            _hinted.UnionWith(feeds.Select(feed => (system, feed.Name)));
            if (_hinted.Count > 0)
            {
                _some.TrySetResult();
            }
        }
    }

    /// <summary>Ends when there are some.</summary>
    public Task WaitAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _some.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>All that there are, each once; they are gone then.</summary>
    public IReadOnlySet<(string System, string Feed)> Take()
    {
        lock (_gate)
        {
            var taken = _hinted;
            _hinted = [];
            _some = NewSignal();
            return taken;
        }
    }

    private static TaskCompletionSource NewSignal() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
