using Tieout.Connectors.Tryton;
using Tieout.Connectors.Tryton.Rpc;

namespace Tieout.Testing.Tryton;

/// <summary>A database of a test's own, dropped when the test is done.</summary>
public sealed class TrytonDatabase(TrytonServer server, string name) : IAsyncDisposable
{
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly List<TrytonRpc> _connections = [];

    public string Name { get; } = name;

    public TrytonServer Server { get; } = server;

    /// <summary>Options that fit the seeded company.</summary>
    public TrytonOptions Options => OptionsWith();

    /// <summary>The same with some of them changed.</summary>
    public TrytonOptions OptionsWith(
        Uri? server = null,
        int pageSize = 200,
        TimeSpan? callTimeout = null,
        bool allowMassDelete = false
    ) =>
        new()
        {
            System = "erp",
            Server = server ?? Server.Address,
            PageSize = pageSize,
            AllowMassDelete = allowMassDelete,
            CallTimeout = callTimeout ?? TimeSpan.FromSeconds(30),
            Database = Name,
            Login = TrytonServer.Login,
            RevenueAccount = "Main Revenue",
            Taxes = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["VAT20"] = "Tax 20%",
                ["TAX825"] = "Tax 8.25%",
                ["ZERO"] = "Tax 0%",
            },
        };

    /// <summary>A connection with a session of its own.</summary>
    public TrytonRpc Connect(TrytonOptions? options = null, string? password = null)
    {
        var rpc = new TrytonRpc(
            _http,
            options ?? Options,
            _ => ValueTask.FromResult(password ?? TrytonServer.Password),
            TimeProvider.System
        );
        _connections.Add(rpc);
        return rpc;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
        {
            connection.Dispose();
        }

        _http.Dispose();
        await Server.RunAsync("drop", Name, CancellationToken.None);
    }
}
