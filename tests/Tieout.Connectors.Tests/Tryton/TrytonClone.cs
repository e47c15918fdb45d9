using Tieout.Testing.Tryton;

namespace Tieout.Connectors.Tests.Tryton;

/// <summary>The database of one test class, if the environment has a server.</summary>
public sealed class TrytonClone : IAsyncLifetime
{
    public TrytonDatabase? Database { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (TrytonServer.Current is { } server)
        {
            Database = await server.CloneAsync(TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Database is not null)
        {
            await Database.DisposeAsync();
        }
    }
}
