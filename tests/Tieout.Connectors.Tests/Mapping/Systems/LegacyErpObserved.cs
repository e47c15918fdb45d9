using System.Globalization;
using Tieout.Connect;
using Tieout.Connectors.LegacyErp;
using Tieout.Connectors.LegacyErp.Idoc;
using Tieout.Connectors.LegacyErp.Oracle;
using Tieout.Connectors.Tests.LegacyErp;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;

namespace Tieout.Connectors.Tests.Mapping.Systems;

/// <summary>An ERP whose inbound folder is looked at after each batch.</summary>
internal sealed class LegacyErpObserved : IObservedTarget
{
    private static readonly IReadOnlyList<FixedLayout> Layouts =
    [
        IdocLayouts.Header,
        IdocLayouts.Item,
        IdocLayouts.Customer,
        IdocLayouts.Tax,
        IdocLayouts.CustomerMaster,
        IdocLayouts.CustomerCompany,
    ];

    private readonly LegacyErpUnderTest _erp;
    private readonly SampleDocuments _samples;
    private readonly LegacyErpFormat _format;
    private readonly Delivery.Document _invoice;
    private TargetRecord? _posted;
    private int _last;

    private LegacyErpObserved(LegacyErpUnderTest erp, LegacyErpFormat format)
    {
        _erp = erp;
        _format = format;
        _samples = new SampleDocuments(erp);
        _invoice = _samples.Invoice("I", 100_000m);
    }

    public IReadOnlyList<string> Deliveries { get; } = ["customers", "invoices", "credit memos"];

    private bool IsIdoc => _format is LegacyErpFormat.Idoc;

    public static async Task<IObservedTarget> OpenAsync(LegacyErpFormat format)
    {
        var erp = await LegacyErpUnderTest.OpenAsync(
            format,
            format is LegacyErpFormat.Idoc ? "utf-8" : null
        );
        var observed = new LegacyErpObserved(erp, format);
        _ = await erp.PostAsync(observed._samples.Party());
        observed._posted = await erp.PostAsync(observed._invoice);
        return observed;
    }

    public IReadOnlyList<CanonicalChange> ChangesOf(string delivery) =>
        CanonicalChanges.Of(SampleOf(delivery, SentMembers.AnyNumber), delivery is "customers");

    public async Task<SentDelivery> SendAsync(
        string delivery,
        params IReadOnlyList<CanonicalChange> changes
    )
    {
        var number = (++_last).ToString("D4", CultureInfo.InvariantCulture);
        var sample = SampleOf(delivery, number);
        var document = FieldChange<Delivery.Document>.After(changes, sample);
        var before = LegacyErpDesk.Names(_erp.Desk.Inbound);
        try
        {
            _ = await _erp.Sink.WriteAsync(
                delivery is "customers" ? new Delivery.Party(document.BillTo) : document,
                found: null,
                TestContext.Current.CancellationToken
            );
        }
        catch (Exception e) when (e is ConnectorException or InvariantException)
        {
            return new SentDelivery([], IsWhole: false);
        }

        var batch = LegacyErpDesk.Names(_erp.Desk.Inbound).Except(before, StringComparer.Ordinal);
        var text = await File.ReadAllTextAsync(
            Path.Combine(_erp.Desk.Inbound, Assert.Single(batch)),
            TestContext.Current.CancellationToken
        );
        var messages = IsIdoc ? SegmentsOf(text, number) : RowsOf(text, delivery, number);
        return new SentDelivery([.. messages], IsWhole: true);
    }

    public ValueTask DisposeAsync() => _erp.DisposeAsync();

    private Delivery.Document SampleOf(string delivery, string number)
    {
        if (delivery is not "customers")
        {
            return delivery is not "invoices" ? _samples.Credit(number, _invoice, _posted!, -10m)
                : IsIdoc ? _samples.Deducting(_samples.Invoice(number, 100m, 50m), 5m, 7m)
                : _samples.Invoice(number, 100m, 50m);
        }

        var code = CustomerCode.Parse($"{_erp.Prefix}C{number}");
        return _invoice with { BillTo = _invoice.BillTo with { Code = code } };
    }

    /// <summary>The rows of an interface table below their names, and the trailer by its places.</summary>
    private static IEnumerable<SentMessage> RowsOf(string text, string delivery, string number)
    {
        var table = delivery is "customers"
            ? "RA_CUSTOMERS_INTERFACE_ALL"
            : "RA_INTERFACE_LINES_ALL";
        var rows = CsvTable.Read(text);
        foreach (var row in rows.Skip(1))
        {
            var isTrailer = row[0] is OracleColumns.Trailer;
            yield return SentMembers.MessageOf(
                isTrailer ? "`trailer`" : $"`{table}`",
                row.Select(
                    (x, i) =>
                        (
                            isTrailer
                                ? string.Create(CultureInfo.InvariantCulture, $"field {i + 1}")
                                : rows[0][i],
                            x
                        )
                ),
                number
            );
        }
    }

    /// <summary>The control record and the segments, each by its fields.</summary>
    private static IEnumerable<SentMessage> SegmentsOf(string text, string number)
    {
        yield return RecordOf(IdocLayouts.Control, text.Split('\n')[0], number);
        foreach (var segment in IdocFile.Read(text)!.Segments)
        {
            yield return RecordOf(
                Layouts.Single(x => x.Name == segment.Name),
                segment.Data,
                number
            );
        }
    }

    private static SentMessage RecordOf(FixedLayout layout, string record, string number) =>
        SentMembers.MessageOf(
            $"`{layout.Name}`",
            layout.Fields.Select(x => (x.Name, layout.Read(record, x.Name))),
            number
        );
}
