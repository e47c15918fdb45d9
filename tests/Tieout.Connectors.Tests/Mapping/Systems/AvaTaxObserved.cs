using System.Globalization;
using System.Text.RegularExpressions;
using Tieout.Connect;
using Tieout.Connectors.AvaTax;
using Tieout.Connectors.Tests.AvaTax;
using Tieout.Connectors.Tests.TimeTrackers;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;

namespace Tieout.Connectors.Tests.Mapping.Systems;

/// <summary>An account that assesses and commits invoices and credit memos.</summary>
internal sealed partial class AvaTaxObserved : IObservedTarget
{
    private readonly TrackerSandbox _avatax;
    private readonly ObservingProxy _proxy;
    private readonly AvaTaxOwner _owner;
    private int _last;

    private AvaTaxObserved(TrackerSandbox avatax, ObservingProxy proxy)
    {
        _avatax = avatax;
        _proxy = proxy;
        _owner = new AvaTaxOwner(OptionsOf(proxy.Address), avatax.Time);
    }

    public IReadOnlyList<string> Deliveries { get; } = ["invoices", "credit memos"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<IObservedTarget> OpenTargetAsync()
    {
        var avatax = await AvaTaxDesk.StartAsync();
        var proxy = await ObservingProxy.StartAsync(avatax.Address, remembers: false, Stop);
        return new AvaTaxObserved(avatax, proxy);
    }

    public IReadOnlyList<CanonicalChange> ChangesOf(string delivery) =>
        CanonicalChanges.Of(SampleOf(delivery, SentMembers.AnyNumber), isParty: false);

    public async Task<SentDelivery> SendAsync(
        string delivery,
        params IReadOnlyList<CanonicalChange> changes
    )
    {
        var number = (++_last).ToString("D4", CultureInfo.InvariantCulture);
        var sample = SampleOf(delivery, number);
        var document = FieldChange<Delivery.Document>.After(changes, sample);
        _ = _proxy.TakeCalls();
        var isWhole = true;
        try
        {
            _ = await _owner.AssessAsync(document, Stop);
            await _owner.CommitAsync(document);
        }
        catch (Exception e) when (e is ConnectorException or InvariantException)
        {
            isWhole = false;
        }

        var messages = SentMembers.MessagesOf(_proxy.TakeCalls(), NameOf, number);
        return new SentDelivery(messages, isWhole);
    }

    public async ValueTask DisposeAsync()
    {
        _owner.Dispose();
        await _proxy.DisposeAsync();
        await _avatax.DisposeAsync();
    }

    private static Delivery.Document SampleOf(string delivery, string number) =>
        delivery is "invoices"
            ? TaxedDocuments.Invoice($"TO-{number}", 100m, 50m)
            : TaxedDocuments.Credit($"TO-{number}", "TO-1", -10m);

    private static string NameOf(ObservedCall call) => Document().Replace(call.Path, "{code}");

    private static AvaTaxCompany Company(string code) =>
        new(code, new AvaTaxAddress("US", "1100 2nd Ave", "Seattle", "WA", "98101"));

    private static AvaTaxOptions OptionsOf(Uri address) =>
        new()
        {
            System = "tax",
            BaseAddress = address,
            AccountId = AvaTaxDesk.Account,
            LicenseKey = AvaTaxDesk.LicenseKey,
            // The second is what the first one's code is changed to.
            Companies = new Dictionary<LegalEntityCode, AvaTaxCompany>
            {
                [TaxedDocuments.Us] = Company("DEFAULT"),
                [LegalEntityCode.Parse($"{TaxedDocuments.Us}X")] = Company("BRANCH"),
            },
            TaxCodes = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["GOODS"] = "P0000000",
            },
        };

    [GeneratedRegex("TO-[0-9A-Z]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Document();
}
