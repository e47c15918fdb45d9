using Spectre.Console;
using Tieout.Runtime.Hub;

namespace Tieout.Cli.Terminal;

/// <summary>Shows progress while something runs, in the way that stderr can show it.</summary>
internal static class ProgressDisplay
{
    public static async Task<T> RunAsync<T>(Screen screen, Func<IHubProgress, Task<T>> work)
    {
        if (screen.HasMovingProgress)
        {
            return await screen
                .Errors.Progress()
                .AutoClear(true)
                .Columns(new SpinnerColumn(), new TaskDescriptionColumn(), new ElapsedTimeColumn())
                .StartAsync(context => work(new MovingProgress(context)));
        }

        var plain = new PlainProgress(Console.Error, TimeProvider.System);
        try
        {
            return await work(plain);
        }
        finally
        {
            plain.Complete();
        }
    }
}
