namespace Tieout.Connectors.Tests.Rest;

/// <summary>Which codes of the hub go through which value maps of a manifest.</summary>
public sealed class RestCodeMapsTests
{
    [Fact]
    public async Task Codes_in_lists_steps_and_credit_memos_are_told_once_for_each_map()
    {
        await using var rest = await RestUnderTest.StartAsync();
        var sink = rest.Sink(
            """
            manifest: 1
            system: Acme
            maps:
              taxes: { S20: V20, S5: V5 }
              books: { UK: "1" }
              accounts: { "4000": sales }
              days: { "2026-01-01": x }
              sums: { S20: T20 }
              cut: { S2: X }
            writes:
              documents:
                find: { path: invoices, query: { ref: "{document.reference}" } }
                list: { path: invoices }
                create:
                  path: "books/{document.legalEntity|map:books}/invoices"
                  body:
                    day: "{document.date|map:days}"
                    taxes: { $each: "{document.taxes}", $do: { code: "{code|map:sums}", cut: "{code|first:2|map:cut}" } }
                    lines: { $each: "{document.lines}", $do: { tax: "{taxCode|text|map:taxes}", account: "{accounts.revenue|map:accounts}" } }
                fields: { id: id, key: ref, number: number, accounting_date: day }
              creditMemos:
                find: { path: credits, query: { ref: "{document.reference}" } }
                list: { path: credits }
                create: { path: credits, body: { lines: { $each: "{document.lines}", $do: { tax: "{taxCode|map:taxes}" } } } }
                fields: { id: id, key: ref, number: number, accounting_date: day }
            """
        );

        Assert.Equal(
            [
                "maps.accounts RevenueAccount Refused 4000",
                "maps.books LegalEntity Refused UK",
                "maps.sums TaxCode Refused S20",
                "maps.taxes TaxCode Refused S20,S5",
            ],
            sink.CodeMaps.Select(x =>
                $"{x.Setting} {x.Kind} {x.Unlisted} {string.Join(',', x.Codes.Order(StringComparer.Ordinal))}"
            )
        );
    }

    [Fact]
    public async Task A_manifest_without_maps_has_none()
    {
        await using var rest = await RestUnderTest.StartAsync();

        Assert.Empty(rest.Sink(RestWriteTests.Manifest()).CodeMaps);
    }
}
