using System.Text.Json.Nodes;
using static Tieout.Connectors.Tests.NetSuite.NetSuiteDesk;

namespace Tieout.Connectors.Tests.NetSuite;

/// <summary>How the simulated record service reads, writes and refuses.</summary>
public sealed class NetSuiteRecordTests : IAsyncLifetime
{
    private NetSuiteDesk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await NetSuiteDesk.OpenAsync();

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task A_record_is_made_without_a_body_in_the_answer_and_read_by_either_id()
    {
        var made = await _desk.SendAsync(
            HttpMethod.Post,
            "customer",
            new JsonObject
            {
                ["companyName"] = "Contoso",
                ["externalId"] = "HUB-1",
                ["subsidiary"] = Ref("1"),
            }
        );

        Assert.Equal((204, null), (made.Status, made.Body));
        var id = made.Location!.Split('/')[^1];
        Assert.Equal(
            $"{_desk.Server.BaseAddress}services/rest/record/v1/customer/{id}",
            made.Location
        );
        var read = await _desk.GetAsync($"customer/{id}");
        Assert.Equal("Contoso", (string?)read["entityId"]);
        Assert.Equal("2026-03-31T09:00:00Z", (string?)read["lastModifiedDate"]);
        Assert.Equal("Rehearsal UK", (string?)read["subsidiary"]!["refName"]);
        Assert.Equal("GBP", (string?)read["currency"]!["refName"]);
        Assert.Equal(id, (string?)(await _desk.GetAsync("customer/eid:HUB-1"))["id"]);
    }

    [Fact]
    public async Task PUT_under_an_external_id_makes_a_record_or_changes_it()
    {
        var body = new JsonObject { ["companyName"] = "Contoso", ["subsidiary"] = Ref("1") };
        var made = await _desk.SendAsync(HttpMethod.Put, "customer/eid:HUB-1", body);
        var again = await _desk.SendAsync(
            HttpMethod.Put,
            "customer/eid:HUB-1",
            new JsonObject { ["email"] = "ap@contoso.example" }
        );

        Assert.Equal((204, 204), (made.Status, again.Status));
        Assert.Equal(made.Location, again.Location);
        var read = await _desk.GetAsync("customer/eid:HUB-1");
        Assert.Equal("ap@contoso.example", (string?)read["email"]);
        Assert.Equal("Contoso", (string?)read["companyName"]);
        var (status, code, _) = await _desk.RefusalAsync(HttpMethod.Put, "customer/1", body);
        Assert.Equal((405, "INVALID_METHOD"), (status, code));
    }

    [Fact]
    public async Task A_misspelt_field_is_dropped_without_a_word_unless_errors_are_asked_for()
    {
        var body = new JsonObject
        {
            ["companyName"] = "Contoso",
            ["subsidiary"] = Ref("1"),
            ["emial"] = "ap@contoso.example",
        };

        var dropped = await _desk.SendAsync(HttpMethod.Put, "customer/eid:A", body);
        var refused = await _desk.RefusalAsync(
            HttpMethod.Put,
            "customer/eid:B",
            body,
            "X-NetSuite-PropertyNameValidation",
            "Error"
        );

        Assert.Equal(204, dropped.Status);
        Assert.Equal((400, "INVALID_CONTENT"), (refused.Status, refused.Code));
        Assert.Equal(404, (await _desk.SendAsync(HttpMethod.Get, "customer/eid:B")).Status);
    }

    [Fact]
    public async Task Sublists_are_links_until_they_are_asked_for()
    {
        var invoice = await _desk.MakeAsync(
            "invoice",
            Invoice(await _desk.CustomerAsync(), 10m, 20m)
        );

        var plain = await _desk.GetAsync($"invoice/{invoice}");
        var whole = await _desk.GetAsync($"invoice/{invoice}?expandSubResources=true");
        var list = await _desk.GetAsync($"invoice/{invoice}/item");
        var line = await _desk.GetAsync($"invoice/{invoice}/item/2");

        Assert.Null(plain["item"]!["items"]);
        Assert.Equal(2, whole["item"]!["items"]!.AsArray().Count);
        Assert.Equal(2, (int)list["totalResults"]!);
        Assert.Equal(20m, (decimal)line["amount"]!);
        Assert.Equal("Consulting", (string?)line["item"]!["refName"]);
    }

    [Fact]
    public async Task Lines_are_added_changed_by_their_number_or_replaced()
    {
        var id = await _desk.MakeAsync("invoice", Invoice(await _desk.CustomerAsync(), 10m, 20m));

        await PatchAsync($"invoice/{id}", Lines(5m));
        Assert.Equal([10m, 20m, 5m], await AmountsAsync(id));
        var second = new JsonObject { ["line"] = 2, ["amount"] = 21m };
        await PatchAsync($"invoice/{id}", new JsonObject { ["items"] = new JsonArray(second) });
        Assert.Equal([10m, 21m, 5m], await AmountsAsync(id));
        await PatchAsync($"invoice/{id}?replace=item", Lines(7m));
        Assert.Equal([7m], await AmountsAsync(id));
    }

    [Fact]
    public async Task A_key_that_was_used_is_refused_and_leads_to_what_was_made()
    {
        const string header = "X-NetSuite-Idempotency-Key";
        const string key = "cac827ea-3543-4cda-add2-bae634326c27";
        var body = new JsonObject { ["companyName"] = "Contoso", ["subsidiary"] = Ref("1") };

        var invalid = await _desk.SendAsync(HttpMethod.Post, "customer", [], header, key);
        var first = await _desk.SendAsync(HttpMethod.Post, "customer", body, header, key);
        var second = await _desk.SendAsync(HttpMethod.Post, "customer", body, header, key);

        Assert.Equal((400, 204), (invalid.Status, first.Status));
        Assert.Equal((400, "IDEMPOTENCY_ERROR"), (second.Refusal.Status, second.Refusal.Code));
        Assert.Equal("Conflict", (string?)second.Body!["title"]);
        Assert.Equal(first.Location, second.Location);
        Assert.Equal(1, (int)(await _desk.GetAsync("customer"))["totalResults"]!);
    }

    [Fact]
    public async Task A_list_tells_ids_by_pages()
    {
        for (var i = 1; i <= 3; i++)
        {
            _ = await _desk.CustomerAsync($"C{i}");
        }

        var first = await _desk.GetAsync("customer?limit=2");
        var next = (string)
            first["links"]!.AsArray().Single(x => (string?)x!["rel"] is "next")!["href"]!;
        var second = await _desk.GetAsync(new Uri(next).PathAndQuery[1..]);

        Assert.True((bool)first["hasMore"]!);
        Assert.Equal(3, (int)first["totalResults"]!);
        Assert.Equal(["links", "id"], first["items"]![0]!.AsObject().Select(x => x.Key));
        Assert.False((bool)second["hasMore"]!);
        Assert.Single(second["items"]!.AsArray());
        var odd = await _desk.RefusalAsync(HttpMethod.Get, "customer?limit=2&offset=1");
        Assert.Equal((400, "INVALID_PARAMETER"), (odd.Status, odd.Code));
        Assert.Equal(400, (await _desk.SendAsync(HttpMethod.Get, "customer?limit=1001")).Status);
    }

    [Theory]
    [InlineData("companyName START_WITH \"Contoso\"", 2)]
    [InlineData("companyName CONTAIN \"B\"", 1)]
    [InlineData("externalId IS \"A\"", 1)]
    [InlineData("externalId IS_NOT \"A\"", 1)]
    [InlineData("externalId ANY_OF [A, B]", 2)]
    [InlineData("email EMPTY", 2)]
    [InlineData("email EMPTY_NOT", 0)]
    [InlineData("externalId IS \"A\" OR externalId IS \"B\"", 2)]
    [InlineData("externalId IS \"A\" AND companyName IS \"Contoso B\"", 0)]
    [InlineData("lastModifiedDate ON_OR_AFTER \"3/31/2026\"", 2)]
    [InlineData("lastModifiedDate AFTER \"3/31/2026\"", 0)]
    [InlineData("lastModifiedDate BETWEEN \"3/1/2026\" AND \"4/1/2026\"", 2)]
    public async Task A_list_is_filtered_by_q(string filter, int found)
    {
        _ = await _desk.CustomerAsync("A");
        _ = await _desk.CustomerAsync("B");

        var list = await _desk.GetAsync($"customer?q={Uri.EscapeDataString(filter)}");

        Assert.Equal(found, (int)list["totalResults"]!);
    }

    [Fact]
    public async Task What_there_is_not_is_refused()
    {
        var customer = await _desk.CustomerAsync();

        var record = await _desk.RefusalAsync(HttpMethod.Get, "customer/999999");
        var type = await _desk.RefusalAsync(HttpMethod.Get, "customre/1");
        var field = await _desk.RefusalAsync(HttpMethod.Get, "customer?q=nmae%20IS%20%22A%22");
        var reference = await _desk.RefusalAsync(HttpMethod.Post, "invoice", Invoice("999999", 1m));
        var date = await _desk.RefusalAsync(
            HttpMethod.Post,
            "invoice",
            new JsonObject { ["entity"] = Ref(customer), ["tranDate"] = "31.3.2026" }
        );
        var setUp = await _desk.RefusalAsync(
            HttpMethod.Post,
            "subsidiary",
            new JsonObject { ["name"] = "New" }
        );
        var twin = await _desk.RefusalAsync(
            HttpMethod.Post,
            "customer",
            new JsonObject { ["companyName"] = "Contoso C1", ["subsidiary"] = Ref("1") }
        );

        Assert.Equal((404, "NONEXISTENT_ID", "Record does not exist."), record);
        Assert.Equal((404, "Record type 'customre' does not exist."), (type.Status, type.Detail));
        Assert.Equal((400, "INVALID_PARAMETER"), (field.Status, field.Code));
        Assert.Equal((404, "NONEXISTENT_ID"), (reference.Status, reference.Code));
        Assert.Equal((400, "INVALID_VALUE"), (date.Status, date.Code));
        Assert.Equal((403, "INSUFFICIENT_PERMISSION"), (setUp.Status, setUp.Code));
        Assert.EndsWith("This entity already exists.", twin.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_deleted_is_gone_and_listed_among_what_was_deleted()
    {
        var id = await _desk.CustomerAsync();

        var gone = await _desk.SendAsync(HttpMethod.Delete, $"customer/{id}");

        Assert.Equal(204, gone.Status);
        Assert.Equal(404, (await _desk.SendAsync(HttpMethod.Get, $"customer/{id}")).Status);
        var row = Assert.Single(
            await _desk.RowsAsync("SELECT recordid, name, deleteddate FROM deletedrecord")
        );
        Assert.Equal(
            (id, "Customer #Contoso C1", "3/31/2026"),
            ((string?)row["recordid"], (string?)row["name"], (string?)row["deleteddate"])
        );
    }

    [Fact]
    public async Task The_catalogue_tells_types_and_fields()
    {
        var types = (await _desk.GetAsync("metadata-catalog"))["items"]!.AsArray();
        var schema = await _desk.GetAsync("metadata-catalog/invoice");

        Assert.Contains(types, x => (string?)x!["name"] is "creditMemo");
        Assert.Equal("date", (string?)schema["properties"]!["tranDate"]!["format"]);
        Assert.Equal(
            404,
            (await _desk.SendAsync(HttpMethod.Get, "metadata-catalog/nothing")).Status
        );
    }

    [Fact]
    public async Task What_was_written_is_there_after_a_restart()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            await using (var first = await NetSuiteDesk.OpenAsync(file))
            {
                _ = await first.CustomerAsync("KEPT");
            }

            await using var second = await NetSuiteDesk.OpenAsync(file);
            Assert.Equal(
                "Contoso KEPT",
                (string?)(await second.GetAsync("customer/eid:KEPT"))["companyName"]
            );
        }
        finally
        {
            File.Delete(file);
        }
    }

    private async Task PatchAsync(string path, JsonObject items)
    {
        var answer = await _desk.SendAsync(
            HttpMethod.Patch,
            path,
            new JsonObject { ["item"] = items }
        );
        Assert.True(answer.Status == 204, answer.ToString());
    }

    private async Task<IEnumerable<decimal>> AmountsAsync(string invoice) =>
        (await _desk.GetAsync($"invoice/{invoice}?expandSubResources=true"))["item"]!["items"]!
            .AsArray()
            .Select(x => (decimal)x!["amount"]!);
}
