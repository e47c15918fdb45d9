using System.Diagnostics;
using Tieout.Connect;
using Tieout.Connectors;
using Tieout.Connectors.AvaTax;
using Tieout.Connectors.BusinessCentral;
using Tieout.Connectors.Certinia;
using Tieout.Connectors.Files;
using Tieout.Connectors.Http;
using Tieout.Connectors.Ledgerworks;
using Tieout.Connectors.LegacyErp;
using Tieout.Connectors.NetSuite;
using Tieout.Connectors.Rest;
using Tieout.Connectors.Salesforce;
using Tieout.Connectors.Stripe;
using Tieout.Connectors.Tryton;
using Tieout.Connectors.Tryton.Rpc;
using Tieout.Domain.BillableEvents.Readiness;
using Tieout.Domain.Invoicing.Posting;
using Tieout.Domain.Invoicing.Routing;
using Tieout.Domain.ProjectSetup;
using Tieout.Host.Configuration;
using Tieout.Runtime.Hub;
using Tieout.Runtime.Lanes;
using Tieout.Runtime.Lanes.Taxes;

namespace Tieout.Host.Hosting;

/// <summary>The connectors of a configuration, listed by hand.</summary>
/// <remarks>Making them reads the secrets and calls nobody.</remarks>
public sealed class ConnectedSystems : ITargets, IDisposable
{
    private readonly List<ISource> _sources = [];
    private readonly List<ISink> _sinks = [];
    private readonly List<AvaTaxOwner> _taxOwners = [];
    private readonly List<IWriteBack> _writeBacks = [];
    private readonly List<IDocumentMirror> _mirrors = [];
    private readonly List<ProjectPlace> _projectPlaces = [];
    private readonly List<IDisposable> _owned = [];
    private readonly IReadOnlyList<SystemSettings> _systems;
    private readonly DateTimeZone _zone;

    /// <summary>Connects nothing yet.</summary>
    /// <exception cref="SecretMissingException">A secret is not where it should be.</exception>
    public ConnectedSystems(HubConfiguration configuration, HubSurroundings surroundings)
    {
        Routes = configuration.Routes.Rules;
        Freezes = configuration.Freezes;
        Readiness = configuration.Readiness;
        Owners = configuration.Owners;
        _systems = configuration.Systems;
        _zone = configuration.Zone;
        foreach (var system in configuration.Systems)
        {
            Add(system, surroundings);
        }

        All = [.. _sinks.Select(x => TaxedSink.Around(x, _taxOwners))];
    }

    public IReadOnlyList<ISource> Sources => _sources;

    /// <summary>The targets themselves, without the tax owners in front of them.</summary>
    public IReadOnlyList<ISink> Targets => _sinks;

    /// <summary>Sources that want to be told which of their work is invoiced.</summary>
    public IReadOnlyList<IWriteBack> WriteBacks => _writeBacks;

    /// <summary>Systems whose users see the posted documents there.</summary>
    public IReadOnlyList<IDocumentMirror> Mirrors => _mirrors;

    /// <summary>Where signed contracts get their projects.</summary>
    public IReadOnlyList<ProjectPlace> ProjectPlaces => _projectPlaces;

    /// <summary>The sources as the hub takes them in: each from its first day of billing on.</summary>
    /// <param name="own">Around one that is written back to: tells the hub's own marks from others'.</param>
    public IReadOnlyList<ISource> Intake(Func<ISource, IWriteBack, ISource> own) =>
        [
            .. _sources
                .Select(source =>
                    _writeBacks.Find(x => x.System.Equals(source.System, StringComparison.Ordinal))
                        is { } writeBack
                        ? own(source, writeBack)
                        : source
                )
                .Select(source =>
                    SettingsOf(source.System).BillFrom is { } firstDay
                        ? new BilledFromSource(source, firstDay)
                        : source
                ),
        ];

    /// <inheritdoc/>
    public IReadOnlyList<ISink> All { get; }

    /// <inheritdoc/>
    public IReadOnlyList<ITaxOwner> TaxOwners => _taxOwners;

    /// <inheritdoc/>
    public IReadOnlyList<RoutingRule> Routes { get; }

    /// <summary>Which system the firm has named for which kind of fact.</summary>
    public IReadOnlyList<FactOwner> Owners { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Freeze> Freezes { get; }

    /// <inheritdoc/>
    public PostingWindow? WindowOf(string target) => SettingsOf(target).PostingWindow;

    /// <inheritdoc/>
    public ShiftPolicy? ShiftOf(string target) => SettingsOf(target).ClosedPeriods;

    /// <summary>Which rules of readiness the firm has chosen.</summary>
    public ReadinessPlan Readiness { get; }

    /// <summary>Asks each system whether its settings work; changes nothing anywhere.</summary>
    /// <returns>By system, in the order of the configuration: none when it works.</returns>
    public async Task<IReadOnlyList<(string System, ConnectorException? Fault)>> CheckAsync(
        CancellationToken cancellationToken
    )
    {
        var results = new List<(string, ConnectorException?)>();
        foreach (var name in _systems.Select(x => x.Name))
        {
            results.Add((name, await CheckAsync(name, cancellationToken)));
        }

        return results;
    }

    public void Dispose()
    {
        foreach (var owned in _owned)
        {
            owned.Dispose();
        }
    }

    private SystemSettings SettingsOf(string name) =>
        _systems.First(x => x.Name.Equals(name, StringComparison.Ordinal));

    private async Task<ConnectorException?> CheckAsync(
        string name,
        CancellationToken cancellationToken
    )
    {
        try
        {
            if (_sources.Find(x => x.System.Equals(name, StringComparison.Ordinal)) is { } source)
            {
                await source.CheckAsync(cancellationToken);
            }

            if (_sinks.Find(x => x.System.Equals(name, StringComparison.Ordinal)) is { } sink)
            {
                await sink.CheckAsync(cancellationToken);
            }

            if (_taxOwners.Find(x => x.System.Equals(name, StringComparison.Ordinal)) is { } owner)
            {
                await owner.CheckAsync(cancellationToken);
            }

            if (_mirrors.Find(x => x.System.Equals(name, StringComparison.Ordinal)) is { } mirror)
            {
                await mirror.CheckAsync(cancellationToken);
            }

            return null;
        }
        catch (ConnectorException e)
        {
            return e;
        }
    }

    private void Add(SystemSettings system, HubSurroundings surroundings)
    {
        switch (system)
        {
            case SystemSettings.FilesFolder files:
                _sources.Add(new FilesSource(files.Options, surroundings.Clock));
                break;
            case SystemSettings.LedgerworksTenant ledgerworks:
                var options = ledgerworks.WithSecret(ledgerworks.ClientSecret.Resolve());
                var payments = new LedgerworksSource(options, surroundings.Time);
                var sink = new LedgerworksSink(options, surroundings.Time);
                _owned.AddRange([payments, sink]);
                _sources.Add(payments);
                _sinks.Add(sink);
                break;
            case SystemSettings.BusinessCentralEnvironment central:
                AddBusinessCentral(central, surroundings);
                break;
            case SystemSettings.NetSuiteAccount account:
                AddNetSuite(account, surroundings);
                break;
            case SystemSettings.LegacyErpFolder legacy:
                AddLegacyErp(legacy, surroundings);
                break;
            case SystemSettings.TrytonDatabase tryton:
                AddTryton(tryton, surroundings);
                break;
            case SystemSettings.RestSystem rest:
                AddRest(rest, surroundings);
                break;
            case SystemSettings.StripeAccount stripe:
                AddStripe(stripe, surroundings);
                break;
            case SystemSettings.SalesforceOrg salesforce:
                AddSalesforce(salesforce, surroundings);
                break;
            case SystemSettings.CertiniaPsa certinia:
                AddCertinia(certinia, surroundings);
                break;
            case SystemSettings.AvaTaxAccount avatax:
                var taxes = new AvaTaxOwner(
                    avatax.WithKey(avatax.LicenseKey.Resolve()),
                    surroundings.Time
                );
                _owned.Add(taxes);
                _taxOwners.Add(taxes);
                break;
            default:
                throw new UnreachableException(system.GetType().Name);
        }
    }

    private void AddSalesforce(
        SystemSettings.SalesforceOrg salesforce,
        HubSurroundings surroundings
    )
    {
        _ = salesforce.Key.Resolve();
        var crm = new SalesforceSource(salesforce.Options, surroundings.Time);
        _owned.Add(crm);
        _sources.Add(crm);
        if (salesforce.Options.WritesBack)
        {
            var documents = new SalesforceDocuments(salesforce.Options, surroundings.Time);
            _owned.Add(documents);
            _mirrors.Add(documents);
        }
    }

    private void AddCertinia(SystemSettings.CertiniaPsa certinia, HubSurroundings surroundings)
    {
        _ = certinia.Key.Resolve();
        var psa = new CertiniaSource(certinia.Options, surroundings.Time);
        _owned.Add(psa);
        _sources.Add(psa);
        if (certinia.Options.WritesBack)
        {
            var writeBack = new CertiniaWriteBack(certinia.Options, surroundings.Time);
            _owned.Add(writeBack);
            _writeBacks.Add(writeBack);
        }

        if (certinia.ProjectsFor.Count > 0)
        {
            Add(certinia, new CertiniaProjects(certinia.Options, surroundings.Time));
        }
    }

    private void Add<T>(SystemSettings system, T setup)
        where T : IProjectSetup, IDisposable
    {
        _owned.Add(setup);
        _projectPlaces.Add(new ProjectPlace(setup, system.ProjectsFor, _zone));
    }

    private void AddStripe(SystemSettings.StripeAccount stripe, HubSurroundings surroundings)
    {
        // While a webhook's secret is rolled its file has both, a line each.
        var webhook = stripe.WebhookSecret?.Resolve().Split('\n', StringSplitOptions.TrimEntries);
        var options = stripe.WithSecrets(stripe.SecretKey.Resolve(), webhook ?? []);
        var source = new StripeSource(options, surroundings.Time);
        var sink = new StripeSink(options, surroundings.Time);
        _owned.AddRange([source, sink]);
        _sources.Add(source);
        _sinks.Add(sink);
    }

    private void AddBusinessCentral(
        SystemSettings.BusinessCentralEnvironment central,
        HubSurroundings surroundings
    )
    {
        var options = central.WithSecret(central.ClientSecret.Resolve());
        var source = new BusinessCentralSource(options, surroundings.Time);
        var sink = new BusinessCentralSink(options, surroundings.Time);
        _owned.AddRange([source, sink]);
        _sources.Add(source);
        _sinks.Add(sink);
    }

    private void AddNetSuite(SystemSettings.NetSuiteAccount account, HubSurroundings surroundings)
    {
        var options = account.WithSecrets([.. account.Secrets.Select(x => x.Resolve())]);
        var source = new NetSuiteSource(options, surroundings.Time);
        var sink = new NetSuiteSink(options, surroundings.Time);
        _owned.AddRange([source, sink]);
        _sources.Add(source);
        _sinks.Add(sink);
    }

    private void AddLegacyErp(SystemSettings.LegacyErpFolder legacy, HubSurroundings surroundings)
    {
        var sink = new LegacyErpSink(legacy.Options, surroundings.Clock);
        _owned.Add(sink);
        _sources.Add(new LegacyErpSource(legacy.Options));
        _sinks.Add(sink);
    }

    private void AddRest(SystemSettings.RestSystem rest, HubSurroundings surroundings)
    {
        var options = RestReading.OptionsOf(
            rest,
            new ReplacedSecrets(rest.Secrets, surroundings.Clock, surroundings.Warnings)
        );
        if (rest.Tells.Count > 0)
        {
            var source = new RestSource(options, surroundings.Clock, surroundings.Time);
            _owned.Add(source);
            _sources.Add(source);
        }

        if (rest.IsTarget)
        {
            var sink = new RestSink(options, surroundings.Clock, surroundings.Time);
            _owned.Add(sink);
            _sinks.Add(sink);
        }

        if (rest.ProjectsFor.Count > 0)
        {
            Add(rest, new RestProjects(options, surroundings.Time));
        }
    }

    private void AddTryton(SystemSettings.TrytonDatabase tryton, HubSurroundings surroundings)
    {
        var credentials = new Credentials();
        _ = credentials.Reveal(tryton.Password.Resolve());
        var http = new HttpClient(
            new DiscreetHandler(new SocketsHttpHandler(), credentials, failsWithSuccess: true)
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        var rpc = new TrytonRpc(
            http,
            tryton.Options,
            _ => ValueTask.FromResult(tryton.Password.Resolve()),
            surroundings.Time
        );
        _owned.AddRange([rpc, http]);
        _sources.Add(new TrytonSource(rpc, tryton.Options, surroundings.Clock));
        _sinks.Add(new TrytonSink(rpc, tryton.Options));
    }
}
