using System.Text.Json.Nodes;
using Tieout.Connect;
using Tieout.Connectors.Tests.TimeTrackers;
using Tieout.Domain.Canonical;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.Harvest;

/// <summary>What is deleted in Harvest leaves no trace, and what a token may not see leaves none either.</summary>
public sealed class HarvestDeletionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_entry_that_is_deleted_right_after_its_first_reading_is_gone()
    {
        await using var office = await HarvestOffice.StartAsync();
        using var reader = TrackerReader.Of("harvest", office.Sandbox, Settings());
        var entry = await office.TrackAsync("2026-03-02", 2m);
        var read = Assert.Single(await reader.ReadAsync<TimeEntry>("time"));
        Assert.False(read.IsDeleted);

        await office.Sandbox.DoAsync("DELETE", $"v2/time_entries/{entry["id"]}");

        var gone = Assert.Single(await reader.ReadAsync<TimeEntry>("time"));
        Assert.Equal($"time/tracker/{entry["id"]}", gone.Id.Value);
        Assert.True(gone.IsDeleted);
        Assert.True(gone.Version > read.Version);
        Assert.Equal(Deletions.Noticed, Assert.Single(reader.Source.Feeds, IsTime).Deletions);
        Assert.Empty(await reader.ReadAsync<TimeEntry>("time"));
    }

    [Fact]
    public async Task An_expense_that_is_deleted_right_after_its_first_reading_is_gone()
    {
        await using var office = await HarvestOffice.StartAsync();
        using var reader = TrackerReader.Of("harvest", office.Sandbox, Settings());
        var category = await office.AddAsync("v2/expense_categories", """{"name":"Travel"}""");
        var expense = await office.AddAsync(
            "v2/expenses",
            $$"""
            {"user_id":{{office.Person}},"project_id":{{office.Project}},"expense_category_id":{{category}},
            "spent_date":"2026-03-03","total_cost":33.35}
            """
        );
        Assert.False(Assert.Single(await reader.ReadAsync<Expense>("expenses")).IsDeleted);

        await office.Sandbox.DoAsync("DELETE", $"v2/expenses/{expense}");

        Assert.True(Assert.Single(await reader.ReadAsync<Expense>("expenses")).IsDeleted);
    }

    [Fact]
    public async Task An_entry_of_a_page_after_which_a_reading_broke_off_is_watched_as_well()
    {
        await using var office = await HarvestOffice.StartAsync();
        var settings = Settings();
        settings["pageSize"] = "1";
        using var reader = TrackerReader.Of("harvest", office.Sandbox, settings);
        await office.TrackAsync("2026-03-02", 2m);
        await office.TrackAsync("2026-03-03", 2m);
        var feed = Assert.Single(reader.Source.Feeds, IsTime);
        Page first;
        await using (
            var pages = reader.Source.ReadAsync(feed, Cursor.Start, Token).GetAsyncEnumerator(Token)
        )
        {
            Assert.True(await pages.MoveNextAsync());
            first = pages.Current;
        }

        var id = Assert.IsType<TimeEntry>(Assert.Single(first.Records).Fact).Id;
        await office.Sandbox.DoAsync("DELETE", $"v2/time_entries/{id.Value.Split('/')[^1]}");

        var rest = new List<TimeEntry>();
        await foreach (var page in reader.Source.ReadAsync(feed, first.Next, Token))
        {
            rest.AddRange(page.Records.Select(x => (TimeEntry)x.Fact));
        }

        Assert.Equal(id, Assert.Single(rest, x => x.IsDeleted).Id);
    }

    [Fact]
    public async Task A_deletion_of_what_was_read_while_it_was_in_the_window_is_noticed_once()
    {
        await using var office = await HarvestOffice.StartAsync();
        using var reader = TrackerReader.Of("harvest", office.Sandbox, Settings());
        var kept = await office.TrackAsync("2026-03-02", 2m);
        await office.TrackAsync("2025-11-03", 2m);
        Assert.Equal(2, (await reader.ReadAsync<TimeEntry>("time")).Count);

        // It moves out of the days that are watched, and is there all the same.
        await office.Sandbox.DoAsync(
            "PATCH",
            $"v2/time_entries/{kept["id"]}",
            """{"spent_date":"2025-11-04"}"""
        );

        Assert.False(Assert.Single(await reader.ReadAsync<TimeEntry>("time")).IsDeleted);
        Assert.Empty(await reader.ReadAsync<TimeEntry>("time"));
    }

    [Theory]
    [InlineData("manager")]
    [InlineData("member")]
    public async Task What_a_token_may_not_see_any_more_is_not_gone_and_not_missed(string role)
    {
        await using var office = await HarvestOffice.StartAsync();
        using var reader = TrackerReader.Of("harvest", office.Sandbox, Settings());
        await office.TrackAsync("2026-03-02", 2m);
        await office.TrackAsync("2026-03-03", 2m);
        Assert.Equal(2, (await reader.ReadAsync<TimeEntry>("time")).Count);
        await reader.Source.CheckAsync(Token);

        await EntitleAsync(office, role);
        await office.ApproveAsync("approved", "2026-03-02", "2026-03-03");
        var failure = await Assert.ThrowsAsync<ConnectorException>(() =>
            reader.ReadAsync<TimeEntry>("time")
        );
        var checkFailure = await Assert.ThrowsAsync<ConnectorException>(() =>
            reader.Source.CheckAsync(Token)
        );

        Assert.Equal(ConnectorFault.Settings, failure.Fault);
        Assert.Contains("administrator", failure.Message, StringComparison.Ordinal);
        Assert.Equal(failure.Message, checkFailure.Message);
        await EntitleAsync(office, "administrator");
        var again = await reader.ReadAsync<TimeEntry>("time");
        Assert.Equal(2, again.Count);
        Assert.All(again, x => Assert.False(x.IsDeleted));
    }

    [Fact]
    public async Task A_right_that_is_lost_while_a_list_is_compared_deletes_nothing()
    {
        await using var office = await HarvestOffice.StartAsync();
        using var reader = TrackerReader.Of("harvest", office.Sandbox, Settings());
        var entry = await office.TrackAsync("2026-03-02", 2m);
        Assert.Single(await reader.ReadAsync<TimeEntry>("time"));
        await office.Sandbox.DoAsync("DELETE", $"v2/time_entries/{entry["id"]}");

        // With both lists all was well; when the deletion is to be believed it is not.
        office.Sandbox.Fail(
            "GET",
            "/v2/users/me",
            new FaultAction.ChangeAnswer(
                With: TrackerReader.Json("""{ "access_roles": ["member"] }""")
            ),
            from: 3
        );
        var failure = await Assert.ThrowsAsync<ConnectorException>(() =>
            reader.ReadAsync<TimeEntry>("time")
        );

        Assert.Equal(ConnectorFault.Settings, failure.Fault);
        Assert.True(Assert.Single(await reader.ReadAsync<TimeEntry>("time")).IsDeleted);
    }

    private static bool IsTime(Feed feed) => feed.Name is "time";

    private static Task<JsonNode> EntitleAsync(HarvestOffice office, string role) =>
        office.Sandbox.DoAsync(
            "PUT",
            "rehearsal/access-roles",
            $$"""{"access_roles":["{{role}}"]}"""
        );

    private static Dictionary<string, string> Settings() =>
        new(StringComparer.Ordinal)
        {
            ["account"] = "1001",
            ["contact"] = "tests@rehearsal.example",
        };
}
