using Tieout.Host.Configuration;
using Tieout.Host.Hosting;

namespace Tieout.Host.Demo.Scenarios;

/// <summary>The hub of a scenario, started anew whenever somebody has changed its configuration.</summary>
internal sealed class ScenarioHub(ScenarioStage stage, TextWriter warnings) : IAsyncDisposable
{
    private static readonly Duration Patience = Duration.FromSeconds(60);

    private HubHost? _host;
    private HubConfiguration? _configuration;

    /// <summary>As it is configured now.</summary>
    public async Task<HubHost> OpenAsync(CancellationToken cancellationToken)
    {
        if (_host is not null && ReferenceEquals(_configuration, stage.Configuration))
        {
            return _host;
        }

        await DisposeAsync();
        _configuration = stage.Configuration;
        return _host = await HubHost.StartAsync(
            _configuration,
            new HubSurroundings(stage.Clock, stage.Time, Patience),
            warnings,
            cancellationToken
        );
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
            _host = null;
        }
    }
}
