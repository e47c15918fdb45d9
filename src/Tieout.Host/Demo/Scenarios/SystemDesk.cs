using Tieout.Sandbox.Serving;

namespace Tieout.Host.Demo.Scenarios;

/// <summary>A simulated system, and the calls by which people work in it.</summary>
/// <param name="login">As for <see cref="RehearsalCaller"/>.</param>
/// <param name="scope">Likewise.</param>
internal abstract class SystemDesk(
    SimulatorServer server,
    string? login = null,
    string? scope = null
) : IAsyncDisposable
{
    public SimulatorServer Server { get; } = server;

    protected RehearsalCaller Caller { get; } = new(server.BaseAddress, login, scope);

    public virtual async ValueTask DisposeAsync()
    {
        Caller.Dispose();
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
