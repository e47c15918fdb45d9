using System.Text.Json.Nodes;
using Tieout.Connect;
using Tieout.Connectors.Tests.AvaTax;

namespace Tieout.Connectors.Tests.Rest;

/// <summary>What is posted is what the hub decided, whole, and on its day; everything else is said.</summary>
public sealed class RestPostedTests
{
    private const StringComparison Ordinal = StringComparison.Ordinal;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(
        "day: '2026-04-02'",
        "acme has accounting_date 2026-04-02 for document 1, the hub 2026-03-10. It is posted: void it there, or correct its day."
    )]
    [InlineData(
        "day: '2026-03-10', currency: USD, net: '99'",
        "acme computes 99 USD net for document 1, the hub 100 USD. It is posted: void it there."
    )]
    public async Task What_is_posted_at_once_is_compared(string sent, string message)
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = new LedgerBook().Answer;
        var sink = rest.Sink(RestWriteTests.Manifest(body: $"state: posted, number: N-1, {sent}"));

        var refused = await RestWriteTests.WriteRefusedAsync(
            sink,
            TaxedDocuments.Invoice("D-1", 100m)
        );

        Assert.Equal((ConnectorFault.Refused, message), (refused.Fault, refused.Message));
    }

    [Fact]
    public async Task What_posting_itself_changes_is_refused()
    {
        await using var rest = await RestUnderTest.StartAsync();
        var book = new LedgerBook { DecidePosted = x => x["day"] = "2026-04-01" };
        rest.Server.Answer = book.Answer;

        var refused = await RestWriteTests.WriteRefusedAsync(
            rest.Sink(RestWriteTests.Manifest()),
            TaxedDocuments.Invoice("D-1", 100m)
        );

        Assert.Equal(ConnectorFault.Refused, refused.Fault);
        Assert.Contains("accounting_date 2026-04-01", refused.Message, Ordinal);
        Assert.EndsWith(
            "It is posted: void it there, or correct its day.",
            refused.Message,
            Ordinal
        );
    }

    [Theory]
    [InlineData(
        "state",
        "draft",
        "has it Draft with number 'N-1' and accounting_date '2026-03-10'"
    )]
    [InlineData("number", null, "has it Posted with number '' and accounting_date '2026-03-10'")]
    [InlineData("day", null, "has it Posted with number 'N-1' and accounting_date ''")]
    public async Task A_document_that_is_not_there_as_posted_is_looked_for_again(
        string member,
        string? value,
        string told
    )
    {
        await using var rest = await RestUnderTest.StartAsync();
        var book = new LedgerBook
        {
            DecidePosted = x => x[member] = value is null ? null : JsonValue.Create(value),
        };
        rest.Server.Answer = book.Answer;

        var unknown = await RestWriteTests.WriteRefusedAsync(
            rest.Sink(RestWriteTests.Manifest()),
            TaxedDocuments.Invoice("D-1", 100m)
        );

        Assert.Equal(ConnectorFault.OutcomeUnknown, unknown.Fault);
        Assert.Equal(
            $"acme was to post document 1, and {told}. It is looked for again.",
            unknown.Message
        );
    }

    [Fact]
    public async Task A_draft_without_a_way_to_post_it_is_said()
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = new LedgerBook().Answer;
        var yaml = string.Join(
            '\n',
            RestWriteTests.Manifest().Split('\n').Where(x => !x.Contains(" post:", Ordinal))
        );

        var refused = await RestWriteTests.WriteRefusedAsync(
            rest.Sink(yaml),
            TaxedDocuments.Invoice("D-1", 100m)
        );

        Assert.Equal(
            "Document 1 is a draft in acme, and the manifest does not say how drafts are posted.",
            refused.Message
        );
    }

    [Fact]
    public async Task What_is_found_posted_with_another_date_of_its_own_is_refused()
    {
        await using var rest = await RestUnderTest.StartAsync();
        var book = new LedgerBook();
        rest.Server.Answer = book.Answer;
        var sink = rest.Sink(RestWriteTests.Manifest(body: "made: '2026-03-10'"));
        var document = TaxedDocuments.Invoice("D-1", 100m);
        _ = await sink.WriteAsync(document, null, Cancellation);
        book.Of("invoices").Single()["made"] = "2026-03-09";

        var refused = await Assert.ThrowsAsync<ConnectorException>(() =>
            sink.FindAsync(document, Cancellation)
        );

        Assert.Equal(
            (
                ConnectorFault.Refused,
                "acme has date 2026-03-09 for document 1, the hub 2026-03-10. It is posted: void it there, or correct its day."
            ),
            (refused.Fault, refused.Message)
        );
    }

    [Fact]
    public async Task What_is_found_posted_without_a_number_is_looked_for_again()
    {
        await using var rest = await RestUnderTest.StartAsync();
        var book = new LedgerBook();
        rest.Server.Answer = book.Answer;
        var sink = rest.Sink(RestWriteTests.Manifest());
        var document = TaxedDocuments.Invoice("D-1", 100m);
        _ = await sink.WriteAsync(document, null, Cancellation);
        book.Of("invoices").Single()["number"] = null;

        var unknown = await Assert.ThrowsAsync<ConnectorException>(() =>
            sink.FindAsync(document, Cancellation)
        );

        Assert.Equal(ConnectorFault.OutcomeUnknown, unknown.Fault);
        Assert.Contains("has it Posted with number ''", unknown.Message, Ordinal);
    }

    [Fact]
    public async Task Of_several_that_are_posted_all_are_found_whatever_their_dates()
    {
        await using var rest = await RestUnderTest.StartAsync();
        var book = new LedgerBook();
        rest.Server.Answer = book.Answer;
        var sink = rest.Sink(RestWriteTests.Manifest(body: "made: '2026-03-10'"));
        var document = TaxedDocuments.Invoice("D-1", 100m);
        _ = await sink.WriteAsync(document, null, Cancellation);
        _ = await sink.WriteAsync(document, null, Cancellation);
        book.Of("invoices")[1]["made"] = "2026-03-09";

        var found = await sink.FindAsync(document, Cancellation);

        Assert.Equal(["1", "2"], found.Select(x => x.ExternalId));
    }

    [Fact]
    public async Task A_step_after_posting_is_of_the_day_on_which_the_document_counts_there()
    {
        await using var rest = await RestUnderTest.StartAsync();
        var book = new LedgerBook();
        var isDown = true;
        rest.Server.Answer = request =>
            isDown && request is { Method: "POST", Path: "notes" }
                ? new TestAnswer("{}", 503)
                : book.Answer(request);
        var sink = rest.Sink(
            RestWriteTests.Manifest(
                more: """
                    after:
                      - find: { path: notes, query: { ref: "{document.reference}" }, records: items }
                        call: { path: notes, body: { ref: "{document.reference}", day: "{document.accountingDate}" } }
                """
            )
        );
        var document = TaxedDocuments.Invoice("D-1", 100m);
        _ = await RestWriteTests.WriteRefusedAsync(sink, document);
        // Its period was closed there meanwhile, and somebody moved it.
        book.Of("invoices").Single()["day"] = "2026-04-01";
        isDown = false;

        var found = Assert.Single(await sink.FindAsync(document, Cancellation));
        _ = await sink.WriteAsync(document, found, Cancellation);

        Assert.True(found.IsUnfinished);
        Assert.Equal("2026-04-01", Assert.Single(book.Of("notes"))["day"]!.ToString());
        Assert.False(Assert.Single(await sink.FindAsync(document, Cancellation)).IsUnfinished);
    }

    [Fact]
    public async Task A_step_after_posting_can_hang_on_the_customer_that_was_found()
    {
        await using var rest = await RestUnderTest.StartAsync();
        var book = new LedgerBook();
        rest.Server.Answer = book.Answer;
        var sink = rest.Sink(
            RestWriteTests.Manifest(
                more: """
                    after:
                      - when: "{customer.found.street}"
                        find: { path: notes, query: { ref: "{document.reference}" }, records: items }
                        call: { path: notes, body: { ref: "{document.reference}", day: "{document.accountingDate}" } }
                  customers:
                    find: { path: customers, query: { ref: "{customer.code}" }, records: items }
                    create: { path: customers, body: { ref: "{customer.code}", street: "Main" } }
                    fields: { id: id, key: ref, street: street }
                """
            )
        );
        var document = TaxedDocuments.Invoice("D-1", 100m);
        _ = await sink.WriteAsync(new Delivery.Party(document.BillTo), null, Cancellation);

        _ = await sink.WriteAsync(document, null, Cancellation);

        Assert.Equal("2026-03-10", Assert.Single(book.Of("notes"))["day"]!.ToString());
    }
}
