using Tieout.Connect;

namespace Tieout.Connectors.Tests;

public abstract partial class SinkConformance
{
    [Fact]
    public async Task All_documents_of_a_prefix_are_listed_over_all_pages()
    {
        await WriteAsync(_samples.Party());
        var written = new List<TargetRecord>();
        for (var i = 1; i <= 5; i++)
        {
            written.Add(await WriteAsync(_samples.Invoice($"LIST-{i}", i)));
        }

        _ = await WriteAsync(_samples.Invoice("OTHER", 9m));

        Assert.Equal(written, await ListAsync(dates: null));
    }

    [Fact]
    public async Task Of_some_days_all_documents_of_these_days_are_listed()
    {
        await WriteAsync(_samples.Party());
        var before = await WriteAsync(_samples.Invoice("LIST-1", 1m));
        var first = _target.OpenDay;
        var day = _target.LaterOpenDay;
        var within = await WriteAsync(Dated(_samples.Invoice("LIST-2", 2m), day));

        var listed = await ListAsync(new DateInterval(day, day));

        Assert.Contains(within, listed);
        Assert.Equal(!_target.ListsDays, listed.Contains(before));
        Assert.Equal([before, within], await ListAsync(new DateInterval(first, day)));
    }

    private static Delivery.Document Dated(Delivery.Document document, LocalDate day) =>
        document with
        {
            Invoice = document.Invoice with { InvoiceDate = day },
        };

    private async Task<IReadOnlyList<TargetRecord>> ListAsync(DateInterval? dates)
    {
        var listed = new List<TargetRecord>();
        await foreach (var record in Sink.ListAsync(_target.Prefix + "LIST-", dates, Token))
        {
            listed.Add(record);
        }

        return [.. listed.OrderBy(x => x.NaturalKey, StringComparer.Ordinal)];
    }
}
