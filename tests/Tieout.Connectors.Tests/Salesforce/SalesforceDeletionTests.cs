using System.Net;

namespace Tieout.Connectors.Tests.Salesforce;

public sealed class SalesforceDeletionTests : IAsyncLifetime
{
    private SalesforceSandbox _org = null!;

    public async ValueTask InitializeAsync() => _org = await SalesforceSandbox.StartAsync();

    public ValueTask DisposeAsync() => _org.DisposeAsync();

    [Fact]
    public async Task A_deleted_record_lies_in_the_bin_for_fifteen_days()
    {
        var id = await _org.CreateAsync("Account", """{"Name":"A","Hub_Id__c":"C-1"}""");
        _ = await _org.CreateAsync("Contact", $$"""{"LastName":"B","AccountId":"{{id}}"}""");
        var gone = await _org.DeleteAsync($"/sobjects/Account/{id}");
        var again = await _org.DeleteAsync($"/sobjects/Account/{id}");
        var read = await _org.GetAsync($"/sobjects/Account/{id}");

        Assert.Equal(HttpStatusCode.NoContent, gone.Status);
        Assert.Equal("ENTITY_IS_DELETED", again.Code);
        Assert.Equal("NOT_FOUND", read.Code);
        Assert.Empty(await _org.ColumnAsync("SELECT Id FROM Account"));
        Assert.Empty(await _org.ColumnAsync("SELECT Id FROM Contact"));
        Assert.Equal(["true"], await _org.ColumnAsync("SELECT IsDeleted FROM Account", "queryAll"));

        // The key is free again, though the record is still in the bin.
        Assert.NotEqual(
            id,
            await _org.CreateAsync("Account", """{"Name":"A","Hub_Id__c":"C-1"}""")
        );
        _org.Time.Advance(TimeSpan.FromDays(15));
        _ = await _org.LogInAsync();
        Assert.Single(await _org.ColumnAsync("SELECT Id FROM Account", "queryAll"));
    }

    [Fact]
    public async Task What_others_depend_on_is_not_deleted()
    {
        var id = await _org.CreateAsync("Account", """{"Name":"Contoso"}""");
        _ = await _org.CreateAsync("SOW__c", $$"""{"Name":"SOW-1","Account__c":"{{id}}"}""");
        var answer = await _org.DeleteAsync($"/sobjects/Account/{id}");

        Assert.Equal("DELETE_FAILED", answer.Code);
        Assert.Equal(["Contoso"], await _org.ColumnAsync("SELECT Name FROM Account"));
    }

    [Fact]
    public async Task The_loser_of_a_merge_names_its_winner_and_what_referred_to_it_moves()
    {
        var winner = await _org.CreateAsync("Account", """{"Name":"A"}""");
        var loser = await _org.CreateAsync("Account", """{"Name":"B"}""");
        var child = await _org.CreateAsync("Account", $$"""{"Name":"C","ParentId":"{{loser}}"}""");
        _org.Time.Advance(TimeSpan.FromMinutes(5));
        _org.Server.Tampering.Merge("Account", winner, loser);
        var deleted = await _org.GetAsync(
            "/sobjects/Account/deleted?start=2026-03-02T08:00:00%2B00:00&end=2026-03-02T08:06:00%2B00:00"
        );
        _org.Time.Advance(TimeSpan.FromMinutes(5));
        var later = await _org.GetAsync(
            "/sobjects/Account/deleted?start=2026-03-02T08:00:00%2B00:00&end=2026-03-02T08:06:00%2B00:00"
        );

        Assert.Equal(
            [winner],
            await _org.ColumnAsync(
                "SELECT MasterRecordId FROM Account WHERE IsDeleted = true",
                "queryAll"
            )
        );
        Assert.Equal(
            [winner],
            await _org.ColumnAsync($"SELECT ParentId FROM Account WHERE Id = '{child}'")
        );

        // The end is not in the future: 08:05 is not covered yet at 08:05.
        Assert.Empty(deleted.Body!["deletedRecords"]!.AsArray());
        Assert.Equal("2026-03-02T08:05:00.000+0000", deleted.Body["latestDateCovered"]!.ToString());
        var row = Assert.Single(later.Body!["deletedRecords"]!.AsArray())!;
        Assert.Equal(loser, row["id"]!.ToString());
        Assert.Equal("2026-03-02T08:05:00.000+0000", row["deletedDate"]!.ToString());
    }

    [Fact]
    public async Task Changes_are_listed_for_thirty_days_and_deletions_for_fifteen()
    {
        var id = await _org.CreateAsync("Account", """{"Name":"A"}""");
        _org.Time.Advance(TimeSpan.FromMinutes(10));
        _ = await _org.DeleteAsync(
            $"/sobjects/Account/{await _org.CreateAsync("Account", """{"Name":"B"}""")}"
        );
        _org.Time.Advance(TimeSpan.FromMinutes(10));
        var updated = await _org.GetAsync(
            "/sobjects/Account/updated?start=2026-03-02T07:59:30%2B00:00&end=2026-03-02T09:00:00%2B00:00"
        );
        var old = await _org.GetAsync(
            "/sobjects/Account/deleted?start=2026-02-15T07:59:00Z&end=2026-03-02T09:00:00Z"
        );

        Assert.Equal([id], updated.Body!["ids"]!.AsArray().Select(x => x!.ToString()));
        Assert.Equal("2026-03-02T08:20:00.000+0000", updated.Body["latestDateCovered"]!.ToString());
        Assert.Equal("INVALID_REPLICATION_DATE", old.Code);
    }
}
