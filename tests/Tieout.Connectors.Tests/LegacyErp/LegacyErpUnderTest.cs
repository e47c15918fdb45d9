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
    private readonly Dictionary<string, string> _changed = new(StringComparer.Ordinal);
    private Func<string, string>? _answered;
    private int _troubles;

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

    public override async Task LetItAnswerAsync(CancellationToken cancellationToken)
    {
        await Desk.ImportAsync();
        ChangeAnswers();
    }

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

    public override int Troubles => _troubles;

    // Records of fixed widths have all fields, or are cut.
    public override IReadOnlyList<string> NeededFields =>
        _format is LegacyErpFormat.Idoc
            ? []
            :
            [
                "STATUS",
                "INTERFACE_LINE_ATTRIBUTE1",
                "CUSTOMER_TRX_ID",
                "TRX_NUMBER",
                "GL_DATE",
                "CURRENCY_CODE",
                "AMOUNT",
                "TAX_AMOUNT",
            ];

    // Nobody counts calls of files or logs in, and no file is a success and an error.
    public override Task<bool> TryCauseAsync(
        SinkTrouble trouble,
        SinkCall at,
        CancellationToken cancellationToken
    )
    {
        _troubles = 0;
        _answered = trouble is SinkTrouble.NewField ? WithNews : null;
        return Task.FromResult(_answered is not null);
    }

    public override void Withhold(string field)
    {
        _answered = x => Without(x, field);
        ChangeAnswers();
    }

    public override async Task RecoverAsync(CancellationToken cancellationToken)
    {
        _answered = null;
        foreach (var (path, content) in _changed)
        {
            await File.WriteAllTextAsync(path, content, cancellationToken);
        }

        _changed.Clear();
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

    /// <summary>Changes acknowledgements as an ERP would whose programs were changed.</summary>
    private void ChangeAnswers()
    {
        foreach (var path in Directory.GetFiles(Desk.Outbound, "ack-*"))
        {
            if (_answered is { } change && !_changed.ContainsKey(path))
            {
                _changed[path] = File.ReadAllText(path);
                File.WriteAllText(path, change(_changed[path]));
                _troubles++;
            }
        }
    }

    private string WithNews(string text) =>
        _format is LegacyErpFormat.Idoc
            ? text.Replace("\n", "NEVER HEARD OF\n", StringComparison.Ordinal)
            : CsvTable.Write(
                CsvTable.Read(text).Select((x, i) => (string[])[i == 0 ? "ATTRIBUTE9" : "x", .. x])
            );

    private static string Without(string text, string column)
    {
        var rows = CsvTable.Read(text);
        var at = Array.IndexOf(rows[0], column);
        return CsvTable.Write(rows.Select(x => x.Where((_, i) => i != at).ToArray()));
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
