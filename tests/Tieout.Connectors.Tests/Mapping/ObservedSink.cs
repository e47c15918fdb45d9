using System.Globalization;
using Tieout.Connect;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;

namespace Tieout.Connectors.Tests.Mapping;

/// <summary>A sink on a simulated system that is reached by HTTP.</summary>
internal sealed class ObservedSink : IObservedTarget
{
    private const decimal Credited = 10m;
    private const string Projects = "projects";
    private const string Journals = "journals";

    private readonly SinkUnderTest _target;
    private readonly ObservingProxy _proxy;
    private readonly ISink _sink;
    private readonly SampleDocuments _samples;
    private ProjectOrder? _project;
    private Delivery.Document? _invoice;
    private TargetRecord? _posted;
    private int _last;

    /// <summary>A sink that writes by way of a proxy; both end with this.</summary>
    public ObservedSink(SinkUnderTest target, ObservingProxy proxy, ISink sink)
    {
        _target = target;
        _proxy = proxy;
        _sink = sink;
        _samples = new SampleDocuments(target);
    }

    /// <summary>What a call that writes is called, without ids; none for the others.</summary>
    public required Func<ObservedCall, string?> NameOf { get; init; }

    /// <summary>What all documents have besides.</summary>
    public Func<SampleDocuments, Delivery.Document, Delivery.Document> Extend { get; init; } =
        (_, x) => x;

    /// <summary>What a call is about, where its address does not say it.</summary>
    public Func<ObservedCall, ObservedCall> Meaning { get; init; } = x => x;

    /// <inheritdoc/>
    public Func<string, string> Plain { get; init; } = x => x;

    /// <summary>Fields whose other value comes after all others, as nothing is taken after it.</summary>
    public IReadOnlyList<string> Last { get; init; } = [];

    public IReadOnlyList<string> Deliveries =>
        [
            "customers",
            .. _sink.Capabilities.WritesProjects ? [Projects] : Array.Empty<string>(),
            "invoices",
            "credit memos",
            .. _sink.Capabilities.TakesJournals ? [Journals] : Array.Empty<string>(),
        ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Opens a system whose calls say by address and body what they are about.</summary>
    /// <param name="address">Of the system; the sink gets the proxy's.</param>
    public static async Task<ObservedSink> OpenAsync(
        SinkUnderTest target,
        Uri address,
        Func<Uri, ISink> connect,
        Func<ObservedCall, string?> nameOf,
        Func<SampleDocuments, Delivery.Document, Delivery.Document>? extend = null
    )
    {
        var proxy = await ObservingProxy.StartAsync(address, remembers: false, Stop);
        var observed = new ObservedSink(target, proxy, connect(proxy.Address))
        {
            NameOf = nameOf,
            Extend = extend ?? ((_, x) => x),
        };
        await observed.PrepareAsync();
        return observed;
    }

    /// <summary>Puts a customer, an invoice and, where documents name one, a project there.</summary>
    public async Task PrepareAsync()
    {
        _ = await _sink.WriteAsync(_samples.Party(), found: null, Stop);
        if (_sink.Capabilities.NamesProjects)
        {
            _project = OrderOf("P");
            _ = await _sink.WriteAsync(new Delivery.Project(_project, IsClosed: false), null, Stop);
        }

        _invoice = _samples.Invoice("I", 100_000m);
        _posted = await _sink.WriteAsync(_invoice, found: null, Stop);
    }

    public IReadOnlyList<CanonicalChange> ChangesOf(string delivery) =>
        [.. AllChangesOf(delivery).OrderBy(x => Last.Contains(x.Field, StringComparer.Ordinal))];

    public async Task<SentDelivery> SendAsync(
        string delivery,
        params IReadOnlyList<CanonicalChange> changes
    )
    {
        var number = (++_last).ToString("D4", CultureInfo.InvariantCulture);
        var changed = After(delivery, number, changes);
        _ = _proxy.TakeCalls();
        var isWhole = true;
        try
        {
            _ = await _sink.WriteAsync(changed, found: null, Stop);
        }
        catch (Exception e) when (e is ConnectorException or InvariantException)
        {
            isWhole = false;
        }

        return new SentDelivery(
            SentMembers.MessagesOf(_proxy.TakeCalls().Select(Meaning), NameOf, number),
            isWhole
        );
    }

    public async ValueTask DisposeAsync()
    {
        (_sink as IDisposable)?.Dispose();
        await _proxy.DisposeAsync();
        await _target.DisposeAsync();
    }

    private IEnumerable<CanonicalChange> AllChangesOf(string delivery) =>
        delivery switch
        {
            Projects => CanonicalChanges.Of(OrderOf(SentMembers.AnyNumber)),
            Journals => CanonicalChanges.Of(EntryOf(SentMembers.AnyNumber)),
            _ => CanonicalChanges.Of(
                SampleOf(delivery, SentMembers.AnyNumber),
                delivery is "customers"
            ),
        };

    private Delivery After(
        string delivery,
        string number,
        IReadOnlyList<CanonicalChange> changes
    ) =>
        delivery switch
        {
            "customers" => new Delivery.Party(
                FieldChange<Delivery.Document>.After(changes, SampleOf(delivery, number)).BillTo
            ),
            Projects => new Delivery.Project(
                FieldChange<ProjectOrder>.After(changes, OrderOf(number)),
                IsClosed: false
            ),
            Journals => new Delivery.Journal(
                FieldChange<LedgerEntry>.After(changes, EntryOf(number))
            ),
            _ => FieldChange<Delivery.Document>.After(changes, SampleOf(delivery, number)),
        };

    private ProjectOrder OrderOf(string number) => _samples.Order(number);

    private LedgerEntry EntryOf(string number) => _samples.Journal(number).Entry;

    private Delivery.Document SampleOf(string delivery, string number) =>
        delivery switch
        {
            "customers" => WithCustomer(_samples.Invoice("I", 1m), number),
            "invoices" => Extend(_samples, _samples.Invoice(number, 100m, 50m)) with
            {
                ContractProject = _project,
            },
            _ => _samples.Credit(number, _invoice!, _posted!, -Credited),
        };

    private Delivery.Document WithCustomer(Delivery.Document document, string number)
    {
        var code = CustomerCode.Parse($"{_target.Prefix}C{number}");
        return document with
        {
            BillTo = document.BillTo with { Code = code },
            Invoice = document.Invoice with { BillTo = code },
        };
    }
}
