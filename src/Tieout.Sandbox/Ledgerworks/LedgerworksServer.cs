using Tieout.Sandbox.Faults;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.Ledgerworks;

/// <summary>A small cloud ERP to rehearse with: real HTTP, real books, and no second chances.</summary>
/// <remarks>
/// Like most ERPs it knows no idempotency keys and does not keep references unique: whoever posts
/// an invoice twice has two. Its API is described in docs/reference/ledgerworks.md.
/// </remarks>
public sealed class LedgerworksServer : IAsyncDisposable
{
    private readonly SimulatorServer _server;
    private readonly LedgerworksApi _api;

    private LedgerworksServer(SimulatorServer server, LedgerworksApi api)
    {
        _server = server;
        _api = api;
        Tampering = new LedgerworksTampering(api.Store);
    }

    /// <summary>Where it listens, with a slash at the end.</summary>
    public Uri BaseAddress => _server.BaseAddress;

    /// <summary>What goes wrong from the next request on; counting starts anew.</summary>
    public FaultProgramme Faults
    {
        get => _server.Faults;
        set => _server.Faults = value;
    }

    /// <summary>Changes the books behind the API's back.</summary>
    public LedgerworksTampering Tampering { get; }

    /// <summary>Starts to answer.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    /// <exception cref="BooksInUseException">Another one serves the file.</exception>
    public static async Task<LedgerworksServer> StartAsync(
        LedgerworksServerOptions options,
        CancellationToken cancellationToken
    )
    {
        var api = new LedgerworksApi(options);
        var server = await SimulatorServer.StartAsync(
            api,
            new SimulatorOptions
            {
                Port = options.Port,
                Clock = api.Clock,
                Seed = options.Seed,
                Faults = options.Faults,
            },
            cancellationToken
        );
        return new LedgerworksServer(server, api);
    }

    /// <summary>Starts one that nobody in process needs levers of.</summary>
    internal static Task<SimulatorServer> StartPlainAsync(
        SimulatorOptions options,
        CancellationToken cancellationToken
    ) =>
        SimulatorServer.StartAsync(
            new LedgerworksApi(
                new LedgerworksServerOptions
                {
                    DatabasePath = options.DatabasePath ?? "ledgerworks.db",
                    TimeProvider = options.Clock,
                    Seed = options.Seed,
                }
            ),
            options,
            cancellationToken
        );

    /// <summary>Lets customers pay what they would have paid by the end of a day.</summary>
    /// <returns>How many payments were made; a second call for the same day makes none.</returns>
    public int PayDue(LocalDate upTo) => _api.Habits.PayUpTo(upTo.ToDateOnly());

    /// <summary>Stops listening; the file stays.</summary>
    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
