using Tieout.Connect;
using Tieout.Connectors.Rest.Http;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Writing;

namespace Tieout.Connectors.Rest;

/// <summary>Sets up projects in a system that a manifest describes; see docs/reference/rest-manifest.md.</summary>
/// <remarks>What a lost answer has left behind is found by its contract and not made again.</remarks>
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
            ? new RestParties(System, customers, _client, lookups)
            : null;
        _desk = new TargetDesk(System, _setup.Projects, _client, lookups, _customers);
    }

    /// <inheritdoc/>
    public string System { get; }

    /// <inheritdoc/>
    public async Task<ProjectStanding> EnsureAsync(
        ProjectOrder order,
        bool mayOpen,
        CancellationToken cancellationToken
    )
    {
        var project = new Delivery.Project(order, IsClosed: !mayOpen);
        var found = await _desk.FindAsync(project, cancellationToken);
        if (found.Count > 1)
        {
            throw new ConnectorException(
                ConnectorFault.Refused,
                $"{System} holds {found.Count} projects for {order.Contract}; remove all but one there."
            );
        }

        if (found is [var held])
        {
            return await OpenAsync(project, held);
        }

        if (!mayOpen && !_setup.KeepsClosed)
        {
            return ProjectStanding.Missing;
        }

        await EnsureCustomerAsync(order, cancellationToken);
        _ = await _desk.SendAsync(_setup.Projects.Create, "create", project, found: null);
        return mayOpen ? ProjectStanding.Open : ProjectStanding.Closed;
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>One that is open stays as it is: from then on it is the system's own.</summary>
    private async Task<ProjectStanding> OpenAsync(Delivery.Project project, TargetRecord held)
    {
        var isClosed = _desk.FoundOf(held)[RestProjectSetup.Closed]?.ToString() is "true";
        if (!isClosed || project.IsClosed)
        {
            return isClosed ? ProjectStanding.Closed : ProjectStanding.Open;
        }

        _ = await _desk.SendAsync(_setup.Projects.Update!, "update", project, held);
        return ProjectStanding.Open;
    }

    private async Task EnsureCustomerAsync(ProjectOrder order, CancellationToken cancellationToken)
    {
        if (_customers is null)
        {
            return;
        }

        var party = new Delivery.Party(order.Customer);
        var found = await _customers.FindAsync(party, cancellationToken);
        _ = await _customers.WriteAsync(
            party,
            found.Count > 0 ? found[0] : null,
            cancellationToken
        );
    }
}
