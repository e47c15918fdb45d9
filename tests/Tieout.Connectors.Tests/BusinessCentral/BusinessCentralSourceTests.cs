using System.Text.Json;
using System.Text.Json.Nodes;
using Tieout.Connect;
using Tieout.Domain.Canonical;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.BusinessCentral;

/// <summary>The feed of what was paid and cancelled.</summary>
public sealed class BusinessCentralSourceTests : BusinessCentralFeedTest
{
    [Fact]
    public async Task Nothing_is_told_of_an_empty_ledger_of_drafts_and_of_documents_of_others()
    {
        Assert.Empty(await ReadAsync(Cursor.Start));
        await Desk.InvoiceAsync("T-1", 10m);
        await Desk.PostedAsync("OTHER-1", 10m);

        Assert.Empty(RecordsOf(await ReadAsync(Cursor.Start)));
    }

    [Fact]
    public async Task A_cancelled_invoice_is_void_unless_another_stands_with_its_reference()
    {
        var gone = await Desk.PostedAsync("T-1", 100m);
        var twin = await Desk.PostedAsync("T-2", 100m);
        _ = await Desk.PostedAsync("T-2", 100m);
        await Desk.DoAsync($"/salesInvoices({gone["id"]})/Microsoft.NAV.cancel");
        await Desk.DoAsync($"/salesInvoices({twin["id"]})/Microsoft.NAV.cancel");

        var voided = RecordsOf(await ReadAsync(Cursor.Start)).OfType<DocumentVoided>();

        Assert.Equal("T-1", Assert.Single(voided).Invoice.Value);
    }

    [Fact]
    public async Task A_read_resumed_from_any_cursor_loses_nothing_though_all_changed_at_once()
    {
        string[] all = ["T-1", "T-2", "T-3", "T-4", "T-5", "T-6", "T-7"];
        foreach (var reference in all)
        {
            await Desk.PostedAsync(reference, 10m);
        }

        var pages = await ReadAsync(Cursor.Start);

        Assert.Equal(4, pages.Count);
        for (var cut = 0; cut < pages.Count; cut++)
        {
            var before = ReferencesOf(pages.Take(cut + 1));
            var after = ReferencesOf(await ReadAsync(pages[cut].Next));
            Assert.Equal(all, before.Concat(after).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task What_is_committed_late_with_an_old_stamp_is_found_within_the_overlap()
    {
        await Desk.PostedAsync("T-1", 10m);
        var read = await ReadAsync(Cursor.Start);
        Desk.Fail("POST", "/v2.0/**", new FaultAction.CommitLate(500_000), times: 2);
        await Desk.PostedAsync("T-2", 10m);

        var again = await ReadAsync(read[^1].Next);

        Assert.Equal(["T-2"], ReferencesOf(again));
    }

    [Theory]
    [InlineData("with", 1)]
    [InlineData("without", 0)]
    public async Task A_new_member_of_answers_is_passed_over_and_a_missing_one_is_for_developers(
        string change,
        int told
    )
    {
        await Desk.PostedAsync("T-1", 10m);
        var changed = change is "with"
            ? new FaultAction.ChangeAnswer(
                With: new Dictionary<string, JsonElement>(StringComparer.Ordinal)
                {
                    ["customerPriority"] = JsonSerializer.SerializeToElement("high"),
                },
                Beside: "externalDocumentNumber"
            )
            : new FaultAction.ChangeAnswer(Without: ["totalTaxAmount"]);
        Desk.Fail("GET", "/v2.0/*/*/api/v2.0/*/salesInvoices", changed);

        if (told > 0)
        {
            Assert.Equal(told, RecordsOf(await ReadAsync(Cursor.Start)).Count());
            return;
        }

        var failure = await Assert.ThrowsAsync<ConnectorException>(() => ReadAsync(Cursor.Start));
        Assert.Equal(ConnectorFault.Contract, failure.Fault);
    }

    [Fact]
    public async Task What_is_missing_among_what_was_seen_is_told_again()
    {
        var late = await Desk.PostedAsync("T-1", 10m);
        await PassAsync();
        await Desk.PostedAsync("T-2", 10m);
        var read = await ReadAsync(Cursor.Start);

        // As if the first had not been there yet: only the second was read.
        var cursors = JsonNode.Parse(read[^1].Next.Value)!;
        var seen = cursors[BusinessCentralDesk.Company]!["seen"]!.AsObject();
        Assert.True(seen.Remove(((string)late["id"]!).Replace("-", "", StringComparison.Ordinal)));
        var again = await ReadAsync(new Cursor(cursors.ToJsonString()));

        Assert.Equal(["T-1"], ReferencesOf(again));
    }

    [Fact]
    public async Task A_cursor_of_something_else_is_for_the_administrator()
    {
        var failure = await Assert.ThrowsAsync<ConnectorException>(() =>
            ReadAsync(new Cursor("17"))
        );

        Assert.Equal(ConnectorFault.Settings, failure.Fault);
    }
}
