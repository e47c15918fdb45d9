using Tieout.Sandbox.Faults;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.Salesforce;

/// <summary>A Salesforce organisation to rehearse with: real HTTP, real records, real refusals.</summary>
/// <remarks>What it serves and where it differs is said in docs/reference/salesforce-sandbox.md.</remarks>
public sealed class SalesforceServer : IAsyncDisposable
{
    private readonly SimulatorServer _server;

    private SalesforceServer(SimulatorServer server, SalesforceApi api)
    {
        _server = server;
        Tampering = new SalesforceTampering(api);
    }

    /// <summary>Where it listens, with a slash at the end: the organisation's My Domain.</summary>
    public Uri BaseAddress => _server.BaseAddress;

    /// <summary>What goes wrong from the next request on; counting starts anew.</summary>
    public FaultProgramme Faults
    {
        get => _server.Faults;
        set => _server.Faults = value;
    }

    /// <summary>Changes the organisation behind the API's back.</summary>
    public SalesforceTampering Tampering { get; }

    /// <summary>Starts to answer.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<SalesforceServer> StartAsync(
        SalesforceOrgOptions options,
        CancellationToken cancellationToken
    )
    {
        var api = new SalesforceApi(options);
        var server = await SimulatorServer.StartAsync(
            api,
            new SimulatorOptions
            {
                Port = options.Port,
                Clock = options.Clock,
                Seed = options.Seed,
                Faults = options.Faults,
            },
            cancellationToken
        );
        return new SalesforceServer(server, api);
    }

    /// <summary>Starts one that nobody in process needs levers of.</summary>
    internal static Task<SimulatorServer> StartPlainAsync(
        SimulatorOptions options,
        CancellationToken cancellationToken
    ) => StartPlainAsync(["Standard"], options, cancellationToken);

    /// <summary>Starts one with Certinia PSA, which is a package of objects and rules.</summary>
    internal static Task<SimulatorServer> StartPsaAsync(
        SimulatorOptions options,
        CancellationToken cancellationToken
    ) => StartPlainAsync(["Standard", "Psa"], options, cancellationToken);

    /// <summary>Stops listening; a file stays.</summary>
    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static Task<SimulatorServer> StartPlainAsync(
        IReadOnlyList<string> editions,
        SimulatorOptions options,
        CancellationToken cancellationToken
    ) =>
        SimulatorServer.StartAsync(
            new SalesforceApi(
                new SalesforceOrgOptions
                {
                    DatabasePath = options.DatabasePath,
                    Clock = options.Clock,
                    Seed = options.Seed,
                    Editions = editions,
                }
            ),
            options,
            cancellationToken
        );
}
