using Tieout.Sandbox;
using Tieout.Sandbox.Serving;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>A simulated Kantata that a bench's hub reads, and a caller who is logged in.</summary>
internal sealed class KantataDesk : IAsyncDisposable
{
    private KantataDesk(SimulatorServer server, HttpClient http) => (Server, Http) = (server, http);

    public SimulatorServer Server { get; }

    public HttpClient Http { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts one, and adds it to the bench's systems as <c>psa</c>.</summary>
    /// <param name="settings">In the words of hub.yaml: <c>projectsFor: UK</c>.</param>
    public static async Task<KantataDesk> StartAsync(
        HubBench bench,
        params IEnumerable<string> settings
    )
    {
        var server = await SimulatedSystems
            .All.Single(x => x.Name is "kantata")
            .StartAsync(new SimulatorOptions(), Cancellation);
        var http = new HttpClient { BaseAddress = server.BaseAddress };
        http.DefaultRequestHeaders.Add("Authorization", "Bearer rehearsal");
        var system = $"""
            psa:
              kind: kantata
              address: {server.BaseAddress}
              accessToken: file:secret
              {string.Join("\n  ", settings)}
            """;
        await bench.ConnectAsync(system);
        return new KantataDesk(server, http);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
    }
}
