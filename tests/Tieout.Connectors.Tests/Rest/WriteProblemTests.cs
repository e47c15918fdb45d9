using System.Text.Json.Nodes;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Values;
using Tieout.Connectors.Rest.Writing;
using Tieout.Connectors.Tests.AvaTax;

namespace Tieout.Connectors.Tests.Rest;

/// <summary>A name that is not one of a delivery's is told when the manifest is read.</summary>
public sealed class WriteProblemTests : IDisposable
{
    private const string Customers = """
          customers:
            find: { path: customers, query: { ref: "{customer.code}" }, records: items }
            create: { path: customers, body: { ref: "{customer.code}" } }
            fields: { id: id, key: ref }
        """;

    private readonly ManifestFile _file = new();

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData(
        "{document.acountingDate}",
        "'{document.acountingDate}' is no placeholder: document has no 'acountingDate'; known here: reference, type, ",
        "Did you mean 'accountingDate'?"
    )]
    [InlineData(
        "{customer.nam}",
        "customer has no 'nam'; known here: code, name, ",
        "Did you mean 'name'?"
    )]
    [InlineData(
        "{accounts.revenu}",
        "accounts has no 'revenu'; known here: accounts-receivable, ",
        "Did you mean 'revenue'?"
    )]
    [InlineData(
        "{customer.found.nme}",
        "customer.found has no 'nme'; known here: id, key.",
        "known here: id, key."
    )]
    [InlineData(
        "{documnt.date}",
        "is no placeholder here; known here: settings, document, customer",
        "Did you mean 'document'?"
    )]
    [InlineData(
        "{found.id}",
        "'{found.id}' is no placeholder here",
        "accounts, idempotencyKey, secrets."
    )]
    [InlineData("{document.lines[0].kin}", "document.lines has no 'kin'", "Did you mean 'kind'?")]
    [InlineData("{document.date.year}", "document.date has no 'year'; known here: none.", "none.")]
    public void A_misspelt_name_is_told_with_what_was_meant(
        string placeholder,
        string problem,
        string end
    )
    {
        var told = Assert.Single(
            _file.Problems(RestWriteTests.Manifest(body: $"x: '{placeholder}'", more: Customers))
        );

        Assert.Contains(problem, told, StringComparison.Ordinal);
        Assert.EndsWith(end, told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("document.lines", "{quantityPrintd}", "Did you mean 'quantityPrinted'?")]
    [InlineData("document.taxes", "{taxCode}", "known here: settings, ")]
    [InlineData("document.creditTaxes", "{rat}", "Did you mean 'rate'?")]
    public void A_misspelt_name_of_a_line_is_told(string list, string placeholder, string problem)
    {
        var told = Assert.Single(
            _file.Problems(
                RestWriteTests.Manifest(
                    body: $"x: {{ $each: '{{{list}}}', $do: {{ a: '{placeholder}', b: '{{document.date}}' }} }}"
                )
            )
        );

        Assert.Contains($"'{placeholder}' is no placeholder here", told, StringComparison.Ordinal);
        Assert.Contains(problem, told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("query: { ref: '{document.refrence}' }", "Did you mean 'reference'?")]
    [InlineData("query: { ref: '{customer.found.id}' }", "customer has no 'found'")]
    public void A_misspelt_name_of_what_is_looked_for_is_told(string find, string problem) =>
        Assert.Contains(
            problem,
            Assert.Single(_file.Problems(RestWriteTests.Manifest(find: find))),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("Content-Length")]
    [InlineData("Content-Encoding")]
    [InlineData("X Y")]
    public void A_header_that_no_request_can_have_is_told(string name) =>
        Assert.Contains(
            $"'{name}' is no header that a request can have.",
            Assert.Single(
                _file.Problems(RestWriteTests.Manifest(post: $"headers: {{ {name}: x }}"))
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_day_out_of_an_instant_needs_its_zone() =>
        Assert.Contains(
            "accounting_date: needs zone: an instant has a day only in a time zone.",
            Assert.Single(
                _file.Problems(RestWriteTests.Manifest(day: "{ path: day, as: unix-milliseconds }"))
            ),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("number: number, ", "number")]
    [InlineData(", accounting_date: day", "accounting_date")]
    public void What_the_hub_keeps_of_a_posted_document_has_to_be_read(string field, string name) =>
        Assert.EndsWith(
            $"writes.documents.fields: lacks {name}.",
            Assert.Single(
                _file.Problems(
                    RestWriteTests.Manifest().Replace(field, string.Empty, StringComparison.Ordinal)
                )
            ),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("decimals:11")]
    [InlineData("decimals:-1")]
    [InlineData("first:0")]
    [InlineData("first:ten")]
    public void A_filter_that_is_none_is_told(string filter) =>
        Assert.Contains(
            $"has an unknown filter '{filter}'",
            Assert.Single(
                _file.Problems(RestWriteTests.Manifest(body: $"x: '{{document.net|{filter}}}'"))
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void What_a_delivery_has_is_what_may_be_named()
    {
        var credit = TaxedDocuments.Credit("D-2", "D-1", -40m);
        credit = credit with
        {
            Invoice = credit.Invoice with { PurchaseOrder = "PO" },
            RefersToExternalId = "1",
        };
        var known = DeliveryNames.OfDocument(customers: null);

        var model = DeliveryModel.Of(credit);
        model["idempotencyKey"] = "x";
        _ = model.Remove("accounts");
        AssertSame(model, known);
    }

    private static void AssertSame(JsonObject model, Vocabulary known)
    {
        Assert.Equal(
            known.Names.Where(x => x is not "accounts").Order(StringComparer.Ordinal),
            model.Select(x => x.Key).Order(StringComparer.Ordinal)
        );
        foreach (var (name, value) in model)
        {
            var inner = value is JsonArray list ? list[0] : value;
            if (inner is JsonObject { Count: > 0 } below)
            {
                AssertSame(below, known.Below(name)!);
            }
        }
    }
}
