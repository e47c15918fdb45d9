using System.Text;
using Tieout.Connect;
using Tieout.Connectors.LegacyErp;

namespace Tieout.Connectors.Tests.LegacyErp;

/// <summary>Tests that have a simulated ERP and a sink to it.</summary>
public abstract class LegacyErpTest : IAsyncLifetime
{
    private LegacyErpUnderTest? _erp;

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    internal LegacyErpUnderTest Erp => _erp!;

    internal LegacyErpDesk Desk => Erp.Desk;

    internal SampleDocuments Samples => new(Erp);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_erp is not null)
        {
            await _erp.DisposeAsync();
        }
    }

    /// <summary>Starts one, with the customer of the samples in it.</summary>
    protected async Task StartAsync(LegacyErpFormat format, string? encoding = null)
    {
        _erp = await LegacyErpUnderTest.OpenAsync(
            format,
            encoding ?? (format is LegacyErpFormat.Idoc ? "utf-8" : null)
        );
        _ = await Erp.PostAsync(Samples.Party());
    }

    protected static Task<ConnectorException> FailureOfAsync(Func<Task> call) =>
        Assert.ThrowsAsync<ConnectorException>(call);

    /// <summary>The document with its lines' descriptions changed.</summary>
    protected static Delivery.Document Described(Delivery.Document document, string text) =>
        document with
        {
            Invoice = document.Invoice with
            {
                Lines = [.. document.Invoice.Lines.Select(x => x with { Description = text })],
            },
        };

    /// <summary>A sink that knows nothing but the files, and what it finds.</summary>
    internal async Task<TargetRecord> FoundAnewAsync(Delivery delivery) =>
        Assert.Single(await Erp.Opened().FindAsync(delivery, Stop));

    internal static string NewestOf(string folder, string pattern = "*") =>
        Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal).Last();

    internal static string TextOf(string path, string encoding = "utf-8") =>
        Encoding.GetEncoding(encoding).GetString(File.ReadAllBytes(path));
}
