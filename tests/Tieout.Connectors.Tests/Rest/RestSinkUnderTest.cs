using Tieout.Connect;
using Tieout.Connectors.Rest;
using Tieout.Connectors.Tests.Ledgerworks;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Tests.Rest;

/// <summary>Ledgerworks as a system that nobody has written a connector for, by the example of the reference page.</summary>
internal sealed class RestSinkUnderTest : SinkUnderTest
{
    private readonly LedgerworksUnderTest _ledgerworks;
    private readonly ManifestFile _file = new();
    private readonly List<IDisposable> _owned = [];

    private RestSinkUnderTest(LedgerworksUnderTest ledgerworks)
    {
        _ledgerworks = ledgerworks;
        Sink = Owned(ledgerworks.Server.BaseAddress, "rehearsal");
    }

    public override ISink Sink { get; }

    public override string Prefix => _ledgerworks.Prefix;

    public override LegalEntityCode LegalEntity => _ledgerworks.LegalEntity;

    public override CurrencyCode Currency => _ledgerworks.Currency;

    public override IReadOnlyDictionary<AccountRole, string> Accounts => _ledgerworks.Accounts;

    public override TaxCode StandardTax => _ledgerworks.StandardTax;

    public override LocalDate OpenDay => _ledgerworks.OpenDay;

    public static async Task<RestSinkUnderTest> OpenAsync(CancellationToken cancellationToken) =>
        new(await LedgerworksUnderTest.OpenAsync(cancellationToken));

    public override Task ClosePeriodAsync(LocalDate day, CancellationToken cancellationToken) =>
        _ledgerworks.ClosePeriodAsync(day, cancellationToken);

    public override Task ReopenPeriodAsync(LocalDate day, CancellationToken cancellationToken) =>
        _ledgerworks.ReopenPeriodAsync(day, cancellationToken);

    public override Task LoseAsync(LostAnswer answer, CancellationToken cancellationToken) =>
        _ledgerworks.LoseAsync(answer, cancellationToken);

    public override int Troubles => _ledgerworks.Troubles;

    /// <summary>Those that the manifest reads and cannot do without.</summary>
    public override IReadOnlyList<string> NeededFields { get; } =
    ["items", "id", "type", "reference", "currency", "state", "number", "net", "tax"];

    public override Task<bool> TryCauseAsync(
        SinkTrouble trouble,
        SinkCall at,
        CancellationToken cancellationToken
    ) => _ledgerworks.TryCauseAsync(trouble, at, cancellationToken);

    public override TimeSpan? WaitOf(SinkTrouble trouble) => _ledgerworks.WaitOf(trouble);

    public override void Withhold(string field) => _ledgerworks.Withhold(field);

    public override Task RecoverAsync(CancellationToken cancellationToken) =>
        _ledgerworks.RecoverAsync(cancellationToken);

    public override ISink WithWrongPassword() => Owned(_ledgerworks.Server.BaseAddress, "wrong");

    // The port of a service that nobody offers any more.
    public override ISink ToDeadTarget() => Owned(new Uri("http://127.0.0.1:9/"), "rehearsal");

    public override Task<int> PostingsAsync(
        string reference,
        CancellationToken cancellationToken
    ) => _ledgerworks.PostingsAsync(reference, cancellationToken);

    public override Task<string> CustomerNameAsync(
        string code,
        CancellationToken cancellationToken
    ) => _ledgerworks.CustomerNameAsync(code, cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        foreach (var owned in _owned)
        {
            owned.Dispose();
        }

        _file.Dispose();
        await _ledgerworks.DisposeAsync();
    }

    /// <summary>The example of the reference page.</summary>
    private static string Manifest()
    {
        var page = File.ReadAllText(
            Path.Combine(ManifestFile.Root, "docs", "reference", "rest-manifest.md")
        );
        const string Start = "```yaml\nmanifest: 1\nsystem: Ledgerworks\n";
        var from = page.IndexOf(Start, StringComparison.Ordinal) + "```yaml\n".Length;
        return page[from..page.IndexOf("```", from, StringComparison.Ordinal)]
                .Replace("limit: 100", "limit: 2", StringComparison.Ordinal)
            + "limits: { attempts: 1 }\n";
    }

    private RestSink Owned(Uri address, string secret)
    {
        var sink = new RestSink(
            new RestOptions
            {
                System = "ledgerworks",
                Manifest = _file.Read(Manifest()),
                Address = address,
                Secret = _ => secret,
            },
            SystemClock.Instance,
            TimeProvider.System
        );
        _owned.Add(sink);
        return sink;
    }
}
