using System.Collections.Concurrent;
using Tieout.Host.Hosting;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>A hub that runs until it is disposed of, takes messages, and counts what it does.</summary>
internal sealed class RunningHub : IAsyncDisposable
{
    private readonly HubHost _hub;
    private readonly IReadOnlyList<(string System, Uri Address)> _addresses;
    private readonly CancellationTokenSource _stop;
    private readonly ConcurrentDictionary<string, int> _begun = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _round = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );
    private readonly Task _running;

    private RunningHub(HubHost hub, IReadOnlyList<(string System, Uri Address)> addresses)
    {
        _hub = hub;
        _addresses = addresses;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var progress = new WatchingProgress(activity =>
            _begun.AddOrUpdate(activity, 1, (_, times) => times + 1)
        );
        _running = hub.RunAsync(() => _round.TrySetResult(), progress, _stop.Token);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<RunningHub> StartAsync(HubBench bench)
    {
        var hub = await bench.StartHubAsync();
        return new RunningHub(hub, await hub.ListenAsync(Cancellation));
    }

    public Uri AddressOf(string system) =>
        _addresses.Single(x => x.System.Equals(system, StringComparison.Ordinal)).Address;

    public int Reads(string activity) => _begun.GetValueOrDefault(activity);

    /// <summary>Until the first round is over.</summary>
    public Task RoundAsync() => _round.Task.WaitAsync(Cancellation);

    public Task UntilReadAsync(string activity, int times) =>
        UntilAsync(() => Task.FromResult(Reads(activity) >= times));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _running);
        _stop.Dispose();
        await _hub.DisposeAsync();
    }

    /// <summary>Asks again and again; the test's own time limit ends it otherwise.</summary>
    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        while (!await isSo())
        {
            await Task.Delay(20, Cancellation);
        }
    }
}
