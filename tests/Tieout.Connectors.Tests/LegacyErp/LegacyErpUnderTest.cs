using Tieout.Connect;
using Tieout.Connectors.LegacyErp;
using Tieout.Connectors.LegacyErp.Batches;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Tests.LegacyErp;

/// <summary>The sink of files, and a simulated ERP of its own.</summary>
internal sealed class LegacyErpUnderTest : SinkUnderTest
{
    private static readonly Dictionary<AccountRole, string> OfOracle = new()
    {
        [AccountRole.Revenue] = "4000",
    };

    private static readonly Dictionary<AccountRole, string> OfIdoc = new()
    {
        [AccountRole.Revenue] = "800000",
        [AccountRole.TaxPayable] = "175000",
        [AccountRole.RetentionReceivable] = "146000",
        [AccountRole.CustomerDeposits] = "170000",
    };

    private readonly List<LegacyErpSink> _owned = [];
    private readonly LegacyErpFormat _format;
    private readonly string? _encoding;

    private LegacyErpUnderTest(LegacyErpDesk desk, LegacyErpFormat format, string? encoding)
    {
        Desk = desk;
        _format = format;
        _encoding = encoding;
        Sink = Opened();
    }

    public LegacyErpDesk Desk { get; }

    public override ISink Sink { get; }

    /// <summary>Where a step of the handing over fails once, and how.</summary>
    public (DropStep At, Exception How)? Crash { get; set; }

    public override string Prefix => "T-";

    public override LegalEntityCode LegalEntity => LegalEntityCode.Parse("firm-uk");

    public override CurrencyCode Currency => CurrencyCode.Parse("GBP");

    public string Company => _format is LegacyErpFormat.Idoc ? "1000" : "2021";

    public override IReadOnlyDictionary<AccountRole, string> Accounts =>
        _format is LegacyErpFormat.Idoc ? OfIdoc : OfOracle;

    public override TaxCode StandardTax => TaxCode.Parse("S20");

    public override LocalDate OpenDay => new(2026, 3, 31);

    public override bool ListsDays => false;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async ValueTask<LegacyErpUnderTest> OpenAsync(
        LegacyErpFormat format,
        string? encoding = null
    )
    {
        var desk = await LegacyErpDesk.OpenAsync(
            format is LegacyErpFormat.Idoc ? "idoc" : "oracle",
            encoding
        );
        return new LegacyErpUnderTest(desk, format, encoding);
    }

    public LegacyErpOptions Options(IReadOnlyDictionary<string, string> reasons) =>
        Options(Desk.Folder, reasons);

    public LegacyErpOptions Options(
        string? folder = null,
        IReadOnlyDictionary<string, string>? reasons = null
    ) =>
        new()
        {
            System = "erp",
            Folder = folder ?? Desk.Folder,
            Reasons = reasons ?? new Dictionary<string, string>(StringComparer.Ordinal),
            Format = _format,
            Encoding = _encoding,
            Companies = new Dictionary<LegalEntityCode, string> { [LegalEntity] = Company },
            LedgerCurrencies = new Dictionary<LegalEntityCode, string> { [LegalEntity] = "GBP" },
            Taxes = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["S20"] = _format is LegacyErpFormat.Idoc ? "A1" : "S20",
            },
            ReferencePrefix = Prefix,
        };

    /// <summary>A sink that knows nothing but the files, as after a restart.</summary>
    public LegacyErpSink Opened(LegacyErpOptions? options = null)
    {
        var sink = new LegacyErpSink(options ?? Options(), new DeskClock(Desk.Clock), Reached);
        _owned.Add(sink);
        return sink;
    }

    /// <summary>Looks, writes, and lets the ERP answer.</summary>
    public async Task<TargetRecord> PostAsync(Delivery delivery)
    {
        var written = await Sink.WriteAsync(delivery, found: null, Stop);
        if (written.State is not TargetState.Submitted)
        {
            return written;
        }

        await Desk.ImportAsync();
        return (await Sink.FindAsync(delivery, Stop))[0];
    }

    public override Task LetItAnswerAsync(CancellationToken cancellationToken) =>
        Desk.ImportAsync();

    public override Task ClosePeriodAsync(LocalDate day, CancellationToken cancellationToken) =>
        Desk.SetPeriodAsync(Company, day, "C");

    public override Task ReopenPeriodAsync(LocalDate day, CancellationToken cancellationToken) =>
        Desk.SetPeriodAsync(Company, day, "O");

    public override Task LoseAsync(LostAnswer answer, CancellationToken cancellationToken)
    {
        // A share that breaks off: before the name was given, or after it, and the ERP was quick.
        Crash = (
            answer is LostAnswer.OfDraft ? DropStep.Kept : DropStep.Dropped,
            new IOException("The network path was not found.")
        );
        return Task.CompletedTask;
    }

    public override ISink WithWrongPassword() => Opened(Options(Path.Combine(Desk.Folder, "none")));

    /// <summary>The place where a share would be mounted.</summary>
    public override ISink ToDeadTarget() =>
        Opened(Options(Directory.CreateDirectory(Path.Combine(Desk.Folder, "unmounted")).FullName));

    public override async Task<int> PostingsAsync(
        string reference,
        CancellationToken cancellationToken
    ) =>
        (await Desk.DocumentsAsync()).Count(x =>
            reference.Equals((string?)x!["key"], StringComparison.Ordinal)
        );

    public override async Task<string> CustomerNameAsync(
        string code,
        CancellationToken cancellationToken
    ) =>
        (string)
            (await Desk.CustomersAsync()).First(x =>
                code.Equals((string?)x!["key"], StringComparison.Ordinal)
            )!["name"]!;

    public override async ValueTask DisposeAsync()
    {
        foreach (var sink in _owned)
        {
            sink.Dispose();
        }

        await Desk.DisposeAsync();
    }

    private void Reached(DropStep step)
    {
        if (Crash is not { } crash || crash.At != step)
        {
            return;
        }

        Crash = null;
        if (step is DropStep.Dropped && crash.How is IOException)
        {
            // On a thread of its own: this one is inside the sink.
            Task.Run(Desk.ImportAsync, Stop).GetAwaiter().GetResult();
        }

        throw crash.How;
    }
}
