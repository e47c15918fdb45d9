using System.Collections.Concurrent;
using System.Globalization;
using Spectre.Console;
using Tieout.Runtime.Hub;

namespace Tieout.Cli.Terminal;

/// <summary>Progress as lines that count up in place.</summary>
internal sealed class MovingProgress(ProgressContext context) : IHubProgress
{
    private readonly ConcurrentDictionary<string, Step> _steps = new(StringComparer.Ordinal);

    public IProgress<int> Begin(string activity)
    {
        var step = _steps.GetOrAdd(activity, x => new Step(context, x));
        step.Begin();
        return step;
    }

    private sealed class Step(ProgressContext context, string activity) : IProgress<int>
    {
        private readonly Lock _gate = new();
        private ProgressTask? _task;
        private int _before;
        private int _count;

        /// <summary>Again in a later round: the counts add up.</summary>
        public void Begin()
        {
            lock (_gate)
            {
                _before += _count;
                _count = 0;
            }
        }

        public void Report(int value)
        {
            lock (_gate)
            {
                _count = value;
                if (_before + _count == 0)
                {
                    return;
                }

                _task ??= context.AddTask(Markup.Escape(activity));
                _task.IsIndeterminate = true;
                var total = (_before + _count).ToString("N0", CultureInfo.InvariantCulture);
                _task.Description = Markup.Escape($"{activity}: {total}");
            }
        }
    }
}
