using System.Globalization;
using Tieout.Runtime.Hub;

namespace Tieout.Cli.Terminal;

/// <summary>Progress as lines: at most one a second for each step, and its last count.</summary>
internal sealed class PlainProgress(TextWriter writer, TimeProvider time) : IHubProgress
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly List<Step> _steps = [];

    public IProgress<int> Begin(string activity)
    {
        lock (_gate)
        {
            Flush();
            var step = new Step(this, activity);
            _steps.Add(step);
            return step;
        }
    }

    /// <summary>Writes the counts that were held back.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            Flush();
        }
    }

    private void Flush()
    {
        foreach (var step in _steps)
        {
            step.Flush();
        }

        _steps.RemoveAll(step => step.IsIdle);
    }

    private sealed class Step(PlainProgress owner, string activity) : IProgress<int>
    {
        private long _written;
        private int _count;
        private int _shown;

        public bool IsIdle => _count == _shown;

        public void Report(int value)
        {
            lock (owner._gate)
            {
                _count = value;
                if (_shown == 0 || owner.Elapsed(_written) >= Pause)
                {
                    Flush();
                }
            }
        }

        public void Flush()
        {
            if (!IsIdle)
            {
                _shown = _count;
                _written = owner.Now;
                owner.Write(string.Create(CultureInfo.InvariantCulture, $"{activity}: {_count}"));
            }
        }
    }

    private long Now => time.GetTimestamp();

    private TimeSpan Elapsed(long since) => time.GetElapsedTime(since);

    private void Write(string line) => writer.WriteLine(line);
}
