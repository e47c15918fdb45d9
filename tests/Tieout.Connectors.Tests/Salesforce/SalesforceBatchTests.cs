using System.Net;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.Salesforce;

public sealed class SalesforceBatchTests : IAsyncLifetime
{
    private const string Locked = "unable to obtain exclusive access to this record";
    private SalesforceSandbox _org = null!;

    public async ValueTask InitializeAsync() => _org = await SalesforceSandbox.StartAsync();

    public ValueTask DisposeAsync() => _org.DisposeAsync();

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 0)]
    public async Task Rows_of_a_collection_fail_by_themselves_or_all_together(
        bool allOrNone,
        int saved
    )
    {
        var answer = await _org.PostAsync(
            "/composite/sobjects",
            $$"""
            {"allOrNone":{{(allOrNone ? "true" : "false")}},"records":[
              {"attributes":{"type":"Account"},"Name":"A"},
              {"attributes":{"type":"Account"},"Industry":"Energy"},
              {"attributes":{"type":"Account"},"Name":"C"}]}
            """
        );
        var rows = answer.Body!.AsArray();

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("REQUIRED_FIELD_MISSING", CodeOf(rows[1]));
        Assert.Null(rows[1]!["id"]);
        Assert.Equal(allOrNone ? "ALL_OR_NONE_OPERATION_ROLLED_BACK" : null, CodeOf(rows[0]));
        Assert.Equal(saved, (await _org.ColumnAsync("SELECT Id FROM Account")).Length);
    }

    [Fact]
    public async Task A_collection_is_upserted_by_key_with_an_outcome_for_each_row()
    {
        var first = await UpsertAsync("H-1", "H-2");
        var again = await UpsertAsync("H-2", "H-3", "h-3");

        Assert.Equal(["true", "true"], first.Select(x => x!["created"]!.ToString()));
        Assert.Equal(["false", "true", "false"], again.Select(x => x!["created"]!.ToString()));
        Assert.Equal("DUPLICATE_VALUE", CodeOf(again[2]));
        Assert.Equal(
            ["H-1", "H-2", "H-3"],
            await _org.ColumnAsync("SELECT Hub_Id__c FROM Account ORDER BY Hub_Id__c")
        );
    }

    [Fact]
    public async Task Two_hundred_rows_are_taken_and_not_one_more()
    {
        var most = await UpsertAsync([.. Enumerable.Range(1, 200).Select(x => $"H-{x}")]);
        var more = await _org.PatchAsync(
            "/composite/sobjects/Account/Hub_Id__c",
            Body([.. Enumerable.Range(1, 201).Select(x => $"H-{x}")])
        );

        Assert.Equal(200, most.Count(x => (bool)x!["success"]!));
        Assert.Equal(HttpStatusCode.BadRequest, more.Status);
    }

    [Fact]
    public async Task Records_are_changed_read_and_deleted_together()
    {
        var ids = (await UpsertAsync("H-1", "H-2")).Select(x => x!["id"]!.ToString()).ToArray();
        var changed = await _org.PatchAsync(
            "/composite/sobjects",
            $$"""
            {"records":[
              {"attributes":{"type":"Account"},"id":"{{ids[0]}}","Industry":"Energy"},
              {"attributes":{"type":"Account"},"id":"001xx000003DHP0AAO","Industry":"Energy"}]}
            """
        );
        var read = await _org.GetAsync(
            $"/composite/sobjects/Account?ids={ids[0]},{ids[1]}&fields=Id,Industry"
        );
        var deleted = await _org.DeleteAsync(
            $"/composite/sobjects?ids={ids[0]},{ids[1]}&allOrNone=false"
        );

        Assert.Equal(
            """{"success":false,"errors":[{"statusCode":"INVALID_CROSS_REFERENCE_KEY","message":"invalid cross reference id","fields":[]}]}""",
            changed.Body![1]!.ToJsonString()
        );
        Assert.Equal("Energy", read.Body![0]!["Industry"]!.ToString());
        Assert.Null(read.Body[1]!["Industry"]);
        Assert.All(deleted.Body!.AsArray(), x => Assert.True((bool)x!["success"]!));
        Assert.Empty(await _org.ColumnAsync("SELECT Id FROM Account"));
    }

    [Fact]
    public async Task A_lock_is_an_error_of_a_call_or_of_a_row()
    {
        var action = new FaultAction.FailRows([2], "UNABLE_TO_LOCK_ROW", Locked);
        _org.Fail("PATCH", "/composite/sobjects/Account/Hub_Id__c", action);
        var rows = await UpsertAsync("H-1", "H-2", "H-3");
        _org.Fail(
            "POST",
            "/sobjects/Account",
            new FaultAction.FailRows([1], "UNABLE_TO_LOCK_ROW", Locked)
        );
        var single = await _org.PostAsync("/sobjects/Account", """{"Name":"A"}""");

        Assert.Equal([null, "UNABLE_TO_LOCK_ROW", null], rows.Select(CodeOf));
        Assert.Equal(HttpStatusCode.BadRequest, single.Status);
        Assert.Equal("UNABLE_TO_LOCK_ROW", single.Code);
        Assert.Equal(["H-1", "H-3"], await _org.ColumnAsync("SELECT Hub_Id__c FROM Account"));
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public async Task A_composite_refers_to_what_it_made_and_halts_what_depends_on_a_failure(
        bool allOrNone,
        int saved
    )
    {
        var answer = await _org.PostAsync(
            "/composite",
            $$$"""
            {"allOrNone":{{{(allOrNone ? "true" : "false")}}},"compositeRequest":[
              {"method":"POST","url":"/services/data/v60.0/sobjects/Account","referenceId":"a","body":{"Name":"A"}},
              {"method":"GET","url":"/services/data/v60.0/sobjects/Account/@{a.id}?fields=Name","referenceId":"r"},
              {"method":"POST","url":"/services/data/v60.0/sobjects/SOW__c","referenceId":"s","body":{"Account__c":"@{a.id}"}},
              {"method":"POST","url":"/services/data/v60.0/sobjects/SOW__c","referenceId":"t","body":{"Name":"T","Account__c":"@{a.id}","Parent_SOW__c":"@{s.id}"}}]}
            """
        );
        var parts = answer.Body!["compositeResponse"]!.AsArray();

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(
            allOrNone ? "400 400 400 400" : "201 200 400 400",
            string.Join(' ', parts.Select(x => x!["httpStatusCode"]!))
        );
        Assert.Equal("REQUIRED_FIELD_MISSING", parts[2]!["body"]![0]!["errorCode"]!.ToString());
        Assert.Equal("PROCESSING_HALTED", parts[3]!["body"]![0]!["errorCode"]!.ToString());
        Assert.Equal(saved, (await _org.ColumnAsync("SELECT Id FROM Account")).Length);
    }

    [Fact]
    public async Task Each_graph_succeeds_or_fails_as_a_whole()
    {
        var answer = await _org.PostAsync(
            "/composite/graph",
            """
            {"graphs":[
              {"graphId":"good","compositeRequest":[
                {"method":"POST","url":"/services/data/v60.0/sobjects/Account","referenceId":"a","body":{"Name":"A \"quoted\""}},
                {"method":"POST","url":"/services/data/v60.0/sobjects/Contact","referenceId":"c","body":{"LastName":"C","AccountId":"@{a.id}"}}]},
              {"graphId":"bad","compositeRequest":[
                {"method":"POST","url":"/services/data/v60.0/sobjects/Account","referenceId":"a","body":{"Name":"B"}},
                {"method":"POST","url":"/services/data/v60.0/sobjects/Contact","referenceId":"c","body":{"AccountId":"@{a.id}"}}]}]}
            """
        );
        var graphs = answer.Body!["graphs"]!.AsArray();

        Assert.Equal(["true", "false"], graphs.Select(x => x!["isSuccessful"]!.ToString()));
        Assert.Equal(["A \"quoted\""], await _org.ColumnAsync("SELECT Name FROM Account"));
        Assert.Single(
            await _org.ColumnAsync("SELECT Id FROM Contact WHERE Account.Name LIKE 'A%'")
        );
    }

    [Fact]
    public async Task A_batch_carries_out_each_call_by_itself()
    {
        var answer = await _org.PostAsync(
            "/composite/batch",
            """
            {"batchRequests":[
              {"method":"POST","url":"v60.0/sobjects/Account","richInput":{"Name":"A"}},
              {"method":"GET","url":"v60.0/sobjects/Account/001xx000003DHP0AAO"}]}
            """
        );

        Assert.True((bool)answer.Body!["hasErrors"]!);
        Assert.Equal(
            [201, 404],
            answer.Body["results"]!.AsArray().Select(x => (int)x!["statusCode"]!)
        );
    }

    private async Task<JsonArray> UpsertAsync(params string[] keys)
    {
        var answer = await _org.PatchAsync("/composite/sobjects/Account/Hub_Id__c", Body(keys));
        return answer.Body!.AsArray();
    }

    private static string Body(string[] keys)
    {
        var rows = keys.Select(x =>
            $$"""{"attributes":{"type":"Account"},"Hub_Id__c":"{{x}}","Name":"{{x}}"}"""
        );
        return $$"""{"allOrNone":false,"records":[{{string.Join(",", rows)}}]}""";
    }

    private static string? CodeOf(JsonNode? row) =>
        row!["errors"]!.AsArray().FirstOrDefault()?["statusCode"]?.ToString();
}
