using Tieout.Connect;
using Tieout.Connectors.Rest;
using Tieout.Connectors.Tests.AvaTax;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.Rest;

/// <summary>What is written of a document, and what is refused before it is posted.</summary>
public sealed class RestWriteTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_look_without_the_value_that_it_looks_for_finds_nothing_and_is_refused()
    {
        await using var rest = await RestUnderTest.StartAsync();
        var sink = rest.Sink(Manifest(find: "query: { ref: '{document.purchaseOrder}' }"));

        var refused = await Assert.ThrowsAsync<ConnectorException>(() =>
            sink.FindAsync(TaxedDocuments.Invoice("D-1", 100m), Cancellation)
        );

        Assert.Equal(ConnectorFault.Refused, refused.Fault);
        Assert.Equal(
            "Document D-1 cannot be sent: {document.purchaseOrder}: has no value, and find needs one to look for.",
            refused.Message
        );
        Assert.Empty(rest.Server.Requests);
    }

    [Theory]
    [InlineData("day: '2026-04-02'", "accounting_date 2026-04-02", "2026-03-10")]
    [InlineData("made: '2026-03-09'", "date 2026-03-09", "2026-03-10")]
    public async Task A_draft_of_another_day_is_not_posted(string sent, string there, string here)
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = new LedgerBook().Answer;
        var sink = rest.Sink(Manifest(body: sent));

        var refused = await WriteRefusedAsync(sink, TaxedDocuments.Invoice("D-1", 100m));

        Assert.Equal(
            $"acme has {there} for document 1, the hub {here}. It stays a draft; the manifest has to send that day.",
            refused.Message
        );
        Assert.DoesNotContain(
            rest.Server.Requests,
            x => x.Path.EndsWith("/post", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_day_that_only_posting_says_is_compared_after_it()
    {
        await using var rest = await RestUnderTest.StartAsync();
        var book = new LedgerBook { Decide = x => x["day"] = "2026-12-24" };
        rest.Server.Answer = book.Answer;
        var sink = rest.Sink(Manifest(post: "body: { on: '{document.accountingDate}' }"));

        var posted = await sink.WriteAsync(TaxedDocuments.Invoice("D-1", 100m), null, Cancellation);

        Assert.Equal(new LocalDate(2026, 3, 10), posted.AccountingDate);
    }

    [Theory]
    [InlineData("99", "20.2", null)]
    [InlineData("100", "20.2", "TAX_DIFFERENCE")]
    public async Task Another_net_amount_is_no_difference_of_tax(
        string net,
        string tax,
        string? reason
    )
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = new LedgerBook().Answer;
        var sink = rest.Sink(
            Manifest(body: $"currency: USD, day: '2026-03-10', net: '{net}', tax: '{tax}'")
        );

        var refused = await WriteRefusedAsync(sink, TaxedDocuments.Invoice("D-1", 100m));

        Assert.Equal((ConnectorFault.Refused, reason), (refused.Fault, refused.Reason));
    }

    [Theory]
    [InlineData(
        "lines: { $each: '{document.lines}', $do: { tax: '{taxCode|map:codes}' } }",
        "TAX_CODE_MISSING",
        "{taxCode|map:codes}",
        "'GOODS' is not in the value map 'codes' of the manifest; add it there."
    )]
    [InlineData(
        "account: '{accounts.revenue|map:codes}'",
        "GL_MAPPING_MISSING",
        "{accounts.revenue|map:codes}",
        "'4000' is not in the value map 'codes' of the manifest; add it there."
    )]
    [InlineData(
        "customer: '{customer.code|number}'",
        null,
        "{customer.code|number}",
        "'C-1' is no number to send."
    )]
    [InlineData(
        "due: '{document.reference|days:3}'",
        null,
        "{document.reference|days:3}",
        "'D-1' is no day such as 2026-01-31 to count from."
    )]
    public async Task What_cannot_be_sent_of_one_document_is_refused_for_that_document(
        string body,
        string? reason,
        string placeholder,
        string why
    )
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = new LedgerBook().Answer;
        var document = TaxedDocuments.Invoice("D-1", 100m) with
        {
            Accounts = new Dictionary<AccountRole, string> { [AccountRole.Revenue] = "4000" },
        };

        var refused = await WriteRefusedAsync(rest.Sink(Manifest(body: body)), document);

        Assert.Equal((ConnectorFault.Refused, reason), (refused.Fault, refused.Reason));
        Assert.Equal(
            $"Document D-1 cannot be sent: {placeholder[..placeholder.IndexOf('|', StringComparison.Ordinal)]}}}: {why}",
            refused.Message
        );
        Assert.Empty(rest.Server.Requests);
    }

    [Fact]
    public async Task Numbers_and_texts_are_cut_to_what_the_target_takes()
    {
        await using var rest = await RestUnderTest.StartAsync();
        var book = new LedgerBook();
        rest.Server.Answer = book.Answer;
        var document = TaxedDocuments.Invoice("D-1", 100m);
        document = document with
        {
            Invoice = document.Invoice with
            {
                Lines =
                [
                    document.Invoice.Lines[0] with
                    {
                        Quantity = 10m / 3m,
                        Price = 2.00005m,
                        Description = "Ten 😀 of it",
                    },
                ],
            },
        };

        await rest.Sink(
                Manifest(
                    body: "lines: { $each: '{document.lines}', $do: { q: '{quantity|decimals:4}', p: '{price|decimals:4}', t: '{description|first:5}', all: '{description|first:50}' } }"
                )
            )
            .WriteAsync(document, null, Cancellation);

        // 10/3 to four decimals; 2.00005 half away from zero; the fifth place would cut a character in two.
        Assert.Equal(
            ["3.3333", "2.0001", "Ten ", "Ten 😀 of it"],
            book.Of("invoices").Single()["lines"]![0]!.AsObject().Select(x => x.Value!.ToString())
        );
    }

    [Fact]
    public async Task A_document_names_its_customer_by_the_id_that_the_target_gave_it()
    {
        await using var rest = await RestUnderTest.StartAsync();
        var book = new LedgerBook();
        rest.Server.Answer = book.Answer;
        var sink = rest.Sink(
            Manifest(
                body: "customer: '{customer.found.id|number}'",
                more: """
                  customers:
                    find: { path: customers, query: { ref: "{customer.code}" }, records: items }
                    create: { path: customers, body: { ref: "{customer.code}" } }
                    fields: { id: id, key: ref }
                """
            )
        );
        var document = TaxedDocuments.Invoice("D-1", 100m);

        var refused = await WriteRefusedAsync(sink, document);
        Assert.Equal("CUSTOMER_NOT_IN_ERP", refused.Reason);
        _ = await sink.WriteAsync(new Delivery.Party(document.BillTo), null, Cancellation);
        _ = await sink.WriteAsync(document, null, Cancellation);

        Assert.Equal("1", book.Of("invoices").Single()["customer"]!.ToJsonString());
    }

    [Fact]
    public async Task A_day_out_of_an_instant_is_read_back()
    {
        await using var rest = await RestUnderTest.StartAsync();
        // 2026-03-09T23:30Z is the 10th in Berlin.
        var book = new LedgerBook { Decide = x => x["day"] = "1773099000000" };
        rest.Server.Answer = book.Answer;
        var sink = rest.Sink(
            Manifest(day: "{ path: day, as: unix-milliseconds, zone: Europe/Berlin }")
        );

        _ = await sink.WriteAsync(TaxedDocuments.Invoice("D-1", 100m), null, Cancellation);

        var listed = await ListAsync(sink);
        Assert.Equal(new LocalDate(2026, 3, 10), Assert.Single(listed).AccountingDate);
    }

    [Fact]
    public async Task The_media_type_of_a_body_is_what_the_manifest_says()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = new LedgerBook().Answer;
        var sink = rest.Sink(
            "headers: { Content-Type: application/vnd.api+json }\n"
                + Manifest(post: "headers: { content-type: application/merge-patch+json }")
        );

        _ = await sink.FindAsync(TaxedDocuments.Invoice("D-1", 100m), Cancellation);
        _ = await sink.WriteAsync(TaxedDocuments.Invoice("D-1", 100m), null, Cancellation);

        Assert.Equal(
            ["GET ", "POST application/vnd.api+json", "POST application/merge-patch+json"],
            rest.Server.Requests.Select(x =>
                    $"{x.Method} {x.Headers.GetValueOrDefault("Content-Type")}"
                )
                .Distinct(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Credit_memos_can_be_records_of_another_list()
    {
        await using var rest = await RestUnderTest.StartAsync();
        var book = new LedgerBook();
        rest.Server.Answer = book.Answer;
        var sink = rest.Sink(
            Manifest(
                more: """
                  creditMemos:
                    find: { path: credits, query: { ref: "{document.reference}" }, records: items }
                    list: { path: credits, query: { prefix: "{prefix}" }, records: items }
                    create: { path: credits, body: { ref: "{document.reference}", day: "{document.accountingDate}", net: "{document.netPrinted}", currency: "{document.currency}" } }
                    post: { path: "credits/{found.id}/post" }
                    discard: { path: "credits/{found.id}" }
                    fields: { id: id, key: ref, state: state, number: number, accounting_date: day, currency: currency, net: net, sign: { value: "-1" } }
                """
            )
        );
        var credit = TaxedDocuments.Credit("D-2", "D-1", -40m);

        _ = await sink.WriteAsync(TaxedDocuments.Invoice("D-1", 100m), null, Cancellation);
        var posted = await sink.WriteAsync(credit, null, Cancellation);
        var found = Assert.Single(await sink.FindAsync(credit, Cancellation));
        await sink.DiscardAsync(found with { State = TargetState.Draft }, Cancellation);

        Assert.Equal(-40m, posted.Net?.Amount);
        Assert.Equal("D-2", book.Of("credits").Single()["ref"]!.ToString());
        Assert.Equal(["D-1", "D-2"], (await ListAsync(sink)).Select(x => x.NaturalKey));
        Assert.Equal("credits/1", rest.Server.Requests.Single(x => x.Method is "DELETE").Path);
    }

    [Fact]
    public async Task What_belongs_to_a_credit_memo_is_sent_once_it_is_posted_and_carried_on_after_a_failure()
    {
        await using var rest = await RestUnderTest.StartAsync();
        var book = new LedgerBook();
        var isBroken = true;
        rest.Server.Answer = x =>
            x is { Method: "POST", Path: "allocations" } && isBroken
                ? new TestAnswer("{}", 500)
                : book.Answer(x);
        var sink = rest.Sink(
            Manifest(
                more: """
                    after:
                      - when: "{document.refersToExternalId}"
                        find: { path: allocations, query: { ref: "{document.reference}" }, records: items }
                        call:
                          path: allocations
                          body: { ref: "{document.reference}", from: "{found.id}", to: "{document.refersToExternalId}", amount: "{document.netPrinted}" }
                """
            )
        );
        var credit = TaxedDocuments.Credit("D-2", "D-1", -40m) with { RefersToExternalId = "7" };

        var unknown = await WriteRefusedAsync(sink, credit);
        var found = Assert.Single(await sink.FindAsync(credit, Cancellation));
        isBroken = false;
        var written = await sink.WriteAsync(credit, found, Cancellation);
        var again = Assert.Single(await sink.FindAsync(credit, Cancellation));
        _ = await sink.WriteAsync(credit, again, Cancellation);
        _ = await sink.WriteAsync(TaxedDocuments.Invoice("D-3", 10m), null, Cancellation);

        Assert.Equal(ConnectorFault.OutcomeUnknown, unknown.Fault);
        Assert.Equal(
            (true, true, false, false),
            (found.IsUnfinished, found.NeedsWriting, written.IsUnfinished, again.NeedsWriting)
        );
        Assert.Equal(
            ["D-2", "1", "7", "40"],
            Assert.Single(book.Of("allocations")).Take(4).Select(x => x.Value!.ToString())
        );
        Assert.Equal(2, book.Of("invoices").Count);
    }

    internal static string Manifest(
        string find = "query: { ref: '{document.reference}' }",
        string body = "day: '{document.accountingDate}'",
        string post = "body: {}",
        string day = "day",
        string more = ""
    ) =>
        $$"""
            manifest: 1
            system: Acme
            maps: { codes: { A: a } }
            writes:
              documents:
                find: { path: invoices, {{find}}, records: items }
                list: { path: invoices, query: { prefix: "{prefix}" }, records: items }
                create: { path: invoices, body: { ref: "{document.reference}", {{body}} } }
                post: { path: "invoices/{found.id}/post", {{post}} }
                discard: { path: "invoices/{found.id}" }
                fields: { id: id, key: ref, state: state, number: number, date: made, accounting_date: {{day}}, currency: currency, net: net, tax: tax }
            """
        + "\n"
        + more;

    internal static Task<ConnectorException> WriteRefusedAsync(
        RestSink sink,
        Delivery.Document document
    ) =>
        Assert.ThrowsAsync<ConnectorException>(() => sink.WriteAsync(document, null, Cancellation));

    private static async Task<List<TargetRecord>> ListAsync(RestSink sink)
    {
        var records = new List<TargetRecord>();
        await foreach (var record in sink.ListAsync("D-", dates: null, Cancellation))
        {
            records.Add(record);
        }

        return records;
    }
}
