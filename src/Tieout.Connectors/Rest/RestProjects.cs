using System.Text.Json.Nodes;
using Tieout.Connect;
using Tieout.Connectors.Rest.Http;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Writing;

namespace Tieout.Connectors.Rest;

/// <summary>Sets up projects in a system that a manifest describes; see docs/reference/rest-manifest.md.</summary>
public sealed class RestProjects : IProjectSetup, IDisposable
{
    private readonly RestProjectSetup _setup;
    private readonly RestClient _client;
    private readonly RestParties? _customers;
    private readonly TargetDesk _desk;

    /// <summary>Opens no connection yet.</summary>
    /// <param name="options">Of a manifest that takes projects.</param>
    /// <param name="timeProvider">Runs time-outs and pauses.</param>
    public RestProjects(RestOptions options, TimeProvider timeProvider)
    {
        _setup =
            options.Manifest.Dialect.Projects
            ?? throw new ConnectorException(
                ConnectorFault.Settings,
                $"The manifest of {options.System} has no projects."
            );
        System = options.System;
        _client = new RestClient(options, timeProvider);
        var lookups = options.Manifest.Dialect.Lookups;
        _customers = _setup.Customers is { } customers
            ? new RestParties(System, customers, _client, lookups, _setup.OwnCustomer)
            : null;
        _desk = new TargetDesk(System, _setup.Projects, _client, lookups, _customers);
    }

    /// <inheritdoc/>
    public string System { get; }

    /// <inheritdoc/>
    public bool KeepsClosed => _setup.KeepsClosed;

    /// <inheritdoc/>
    public bool PricesEntries => _setup.PricesEntries?.Fill(_client.Scopes.Plain) is "true";

    /// <inheritdoc/>
    public async Task<ProjectStanding> FindAsync(
        ProjectOrder order,
        CancellationToken cancellationToken
    ) =>
        await HeldAsync(order, cancellationToken) is not { } held ? ProjectStanding.Missing
        : IsClosed(held) ? ProjectStanding.Closed
        : ProjectStanding.Open;

    /// <inheritdoc/>
    public async Task MakeAsync(
        ProjectOrder order,
        bool isClosed,
        CancellationToken cancellationToken
    )
    {
        if (_customers is not null)
        {
            await _customers.EnsureAsync(order.Customer, cancellationToken);
        }

        var project = new Delivery.Project(order, isClosed);
        _ = await _desk.SendAsync(_setup.Projects.Create, "create", project, found: null);
    }

    /// <inheritdoc/>
    public async Task OpenAsync(ProjectOrder order, CancellationToken cancellationToken)
    {
        if (await HeldAsync(order, cancellationToken) is { } held && IsClosed(held))
        {
            var project = new Delivery.Project(order, IsClosed: false);
            _ = await _desk.SendAsync(_setup.Projects.Update!, "update", project, held);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>The project that carries the contract, with what the manifest reads of it; none where there is none.</summary>
    private async Task<TargetRecord?> HeldAsync(
        ProjectOrder order,
        CancellationToken cancellationToken
    )
    {
        var project = new Delivery.Project(order, IsClosed: false);
        var found = await _desk.FindAsync(project, cancellationToken);
        return found.Count == 0 ? null
            : found.Count == 1 ? found[0]
            : throw new ConnectorException(
                ConnectorFault.Refused,
                $"{System} holds {found.Count} projects for {order.Contract}; remove all but one there."
            );
    }

    private bool IsClosed(TargetRecord held) =>
        _desk.FoundOf(held)[RestProjectSetup.Closed] is JsonValue closed
        && closed.ToString() is "true";
}
