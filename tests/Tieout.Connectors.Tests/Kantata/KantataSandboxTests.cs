using Tieout.Connectors.Tests.TimeTrackers;

namespace Tieout.Connectors.Tests.Kantata;

public sealed class KantataSandboxTests
{
    private const string Entries = $"{KantataOffice.Root}/time_entries";

    [Fact]
    public async Task A_token_is_asked_for_and_a_code_is_exchanged_for_it_once()
    {
        await using var sandbox = await KantataOffice.EmptyAsync();

        var wrong = await sandbox.SendAsync(
            HttpMethod.Get,
            Entries,
            null,
            ("Authorization", "Bearer stolen")
        );
        Assert.Equal(401, wrong.Status);
        Assert.Equal("oauth", wrong.Text("errors.0.type"));
        Assert.Equal(36, wrong.Headers["x-request-id"].Length);

        var code = await AuthorizeAsync(sandbox);
        var exchange = $$"""
            {"grant_type":"authorization_code","client_id":"tieout","client_secret":"rehearsal",
            "code":"{{code}}","redirect_uri":"https://firm.example/"}
            """;
        var token = await sandbox.SendAsync(HttpMethod.Post, "oauth/token", exchange);
        Assert.Equal("rehearsal", token.Text("access_token"));
        Assert.Null(token["expires_in"]);
        var again = await sandbox.SendAsync(HttpMethod.Post, "oauth/token", exchange);
        Assert.Equal("invalid_grant", again.Text("error"));
    }

    [Fact]
    public async Task A_code_is_good_for_five_minutes()
    {
        await using var sandbox = await KantataOffice.EmptyAsync();
        var code = await AuthorizeAsync(sandbox);
        sandbox.Time.Advance(TimeSpan.FromMinutes(6));

        var late = await sandbox.SendAsync(
            HttpMethod.Post,
            "oauth/token",
            $$"""
            {"grant_type":"authorization_code","client_id":"tieout","client_secret":"rehearsal",
            "code":"{{code}}"}
            """
        );

        Assert.Equal("invalid_grant", late.Text("error"));
    }

    [Fact]
    public async Task The_order_is_in_the_results_and_records_are_in_maps()
    {
        await using var office = await KantataOffice.StartAsync();
        var first = await office.TrackAsync("2026-03-03", 60);
        var second = await office.TrackAsync("2026-03-05", 90);
        var third = await office.TrackAsync("2026-03-04", 30);

        var page = await office.Sandbox.GetAsync($"{Entries}.json?per_page=2");
        var rest = await office.Sandbox.GetAsync($"{Entries}?per_page=2&page=2");
        var byOffset = await office.Sandbox.GetAsync($"{Entries}?limit=2&offset=1");

        // By the day of the work, the last one first.
        Assert.Equal(second, page.Text("results.0.id"));
        Assert.Equal(third, page.Text("results.1.id"));
        Assert.Equal("time_entries", page.Text("results.0.key"));
        Assert.Equal("3", page.Text("count"));
        Assert.Equal("2", page.Text("meta.page_count"));
        Assert.Equal("1", page.Text("meta.page_number"));
        Assert.Equal("2", page.Text("meta.page_size"));
        Assert.Equal(90, (int)page[$"time_entries.{second}.time_in_minutes"]!);
        Assert.Equal("2026-03-05", page.Text($"time_entries.{second}.date_performed"));
        Assert.EndsWith(
            "-08:00",
            page.Text($"time_entries.{second}.updated_at"),
            StringComparison.Ordinal
        );
        Assert.Equal(first, Assert.Single(KantataOffice.RecordsOf(rest.Body))["id"]!.ToString());
        Assert.Equal(third, byOffset.Text("results.0.id"));
    }

    [Fact]
    public async Task Pages_are_of_20_and_never_of_more_than_200()
    {
        await using var sandbox = await KantataOffice.EmptyAsync();

        Assert.Equal("20", (await sandbox.GetAsync(Entries)).Text("meta.page_size"));
        Assert.Equal(
            "200",
            (await sandbox.GetAsync($"{Entries}?per_page=500")).Text("meta.page_size")
        );
        Assert.Equal(400, (await sandbox.GetAsync($"{Entries}?per_page=many")).Status);
    }

    [Fact]
    public async Task Associations_are_there_only_when_they_are_included()
    {
        await using var office = await KantataOffice.StartAsync();
        var entry = await office.TrackAsync("2026-03-02", 60);
        var timesheet = await office.SubmitAsync([entry]);

        var bare = await office.Sandbox.GetAsync(Entries);
        var full = await office.Sandbox.GetAsync(
            $"{Entries}/{entry}?include=user,workspace,story,active_submission,invoice&optional_fields=user_can_edit"
        );

        var record = Assert.Single(KantataOffice.RecordsOf(bare.Body)).AsObject();
        Assert.DoesNotContain(record, x => x.Key.EndsWith("_id", StringComparison.Ordinal));
        Assert.False(record.ContainsKey("user_can_edit"));
        Assert.Equal(office.Project, full.Text($"time_entries.{entry}.workspace_id"));
        Assert.Equal("Ida Ito", full.Text($"users.{office.Person}.full_name"));
        Assert.Equal("Design", full.Text($"stories.{office.Story}.title"));
        Assert.Equal("pending", full.Text($"timesheet_submissions.{timesheet}.status"));
        Assert.Null(full[$"time_entries.{entry}.invoice_id"]);
        Assert.Equal("{}", full.Text("invoices"));
        Assert.True((bool)full[$"time_entries.{entry}.user_can_edit"]!);
    }

    [Theory]
    [InlineData(
        """{"time_entry":{"date_performed":"2026-03-02","time_in_minutes":5}}""",
        "Workspace can't be blank"
    )]
    [InlineData(
        """{"time_entry":{"workspace_id":7,"date_performed":"2026-03-02","time_in_minutes":5}}""",
        "Workspace could not be found"
    )]
    [InlineData(
        """{"time_entry":{"workspace_id":"P","date_performed":"2. March","time_in_minutes":5}}""",
        "Date performed is not a valid date"
    )]
    [InlineData(
        """{"time_entry":{"workspace_id":"P","date_performed":"2026-03-02"}}""",
        "Time in minutes can't be blank"
    )]
    [InlineData(
        """{"time_entry":{"workspace_id":"P","date_performed":"2026-03-02","time_in_minutes":-5}}""",
        "greater than or equal to 0"
    )]
    public async Task What_makes_no_entry_is_refused(string json, string words)
    {
        await using var office = await KantataOffice.StartAsync();

        var refused = await office.Sandbox.SendAsync(
            HttpMethod.Post,
            Entries,
            json.Replace("\"P\"", office.Project, StringComparison.Ordinal)
        );

        Assert.Equal(422, refused.Status);
        Assert.Equal("validation", refused.Text("errors.0.type"));
        Assert.Contains(words, refused.Text("errors.0.message"), StringComparison.Ordinal);
        Assert.Equal("0", (await office.Sandbox.GetAsync(Entries)).Text("count"));
    }

    [Fact]
    public async Task Some_at_once_are_all_written_or_none()
    {
        await using var office = await KantataOffice.StartAsync();
        const string One =
            """{"workspace_id":P,"date_performed":"2026-03-02","time_in_minutes":5}""";
        var good = One.Replace("P", office.Project, StringComparison.Ordinal);

        var made = await office.Sandbox.DoAsync(
            "POST",
            Entries,
            $$"""{"time_entries":[{{good}},{{good}}]}"""
        );
        var refused = await office.Sandbox.SendAsync(
            HttpMethod.Post,
            Entries,
            $$"""{"time_entries":[{{good}},{{One.Replace("P", "7", StringComparison.Ordinal)}}]}"""
        );

        Assert.Equal(2, made["results"]!.AsArray().Count);
        Assert.Equal(422, refused.Status);
        Assert.Equal("2", (await office.Sandbox.GetAsync(Entries)).Text("count"));
    }

    [Fact]
    public async Task Time_of_others_lands_on_ones_own_name_without_the_right_to_log_it()
    {
        await using var office = await KantataOffice.StartAsync();
        var theirs = await office.TrackAsync("2026-03-02", 60);
        await office.EntitleAsync(isAdministrator: false);

        var mine = await office.TrackAsync("2026-03-02", 30);
        var seen = await office.Sandbox.GetAsync($"{Entries}?include=user");

        // And one sees one's own time only, which nothing says.
        Assert.Equal(mine, Assert.Single(KantataOffice.RecordsOf(seen.Body))["id"]!.ToString());
        Assert.Equal("900001", seen.Text($"time_entries.{mine}.user_id"));
        Assert.Equal(404, (await office.Sandbox.GetAsync($"{Entries}/{theirs}")).Status);
    }

    [Fact]
    public async Task Archived_projects_hide_their_work_from_lists_and_from_questions_after_one()
    {
        await using var office = await KantataOffice.StartAsync();
        var entry = await office.TrackAsync("2026-03-02", 60);
        await office.Sandbox.DoAsync(
            "PUT",
            $"{KantataOffice.Root}/workspaces/{office.Project}",
            """{"workspace":{"archived":true}}"""
        );

        Assert.Equal("0", (await office.Sandbox.GetAsync(Entries)).Text("count"));
        Assert.Equal("0", (await office.Sandbox.GetAsync($"{Entries}?only={entry}")).Text("count"));
        Assert.Equal(404, (await office.Sandbox.GetAsync($"{Entries}/{entry}")).Status);
        const string All = "from_archived_workspaces=true";
        Assert.Equal("1", (await office.Sandbox.GetAsync($"{Entries}?{All}")).Text("count"));
        Assert.Equal(200, (await office.Sandbox.GetAsync($"{Entries}/{entry}?{All}")).Status);
        const string Projects = $"{KantataOffice.Root}/workspaces";
        Assert.Equal("0", (await office.Sandbox.GetAsync(Projects)).Text("count"));
        Assert.Equal(
            "1",
            (await office.Sandbox.GetAsync($"{Projects}?include_archived=true")).Text("count")
        );
    }

    [Fact]
    public async Task Filters_of_time_mean_true_whatever_they_say()
    {
        await using var office = await KantataOffice.StartAsync();
        await office.TrackAsync("2026-03-02", 60);

        Assert.Equal(
            "0",
            (await office.Sandbox.GetAsync($"{Entries}?invoiced=false")).Text("count")
        );
        Assert.Equal(
            "1",
            (await office.Sandbox.GetAsync($"{Entries}?uninvoiced=false")).Text("count")
        );
        Assert.Equal(
            "0",
            (await office.Sandbox.GetAsync($"{Entries}?approved=false")).Text("count")
        );
    }

    [Fact]
    public async Task Changes_are_asked_for_in_whole_seconds()
    {
        await using var office = await KantataOffice.StartAsync();
        var entry = await office.TrackAsync("2026-03-02", 60);
        var stamp = (await office.Sandbox.GetAsync(Entries)).Text(
            $"time_entries.{entry}.updated_at"
        )!;
        var at = Uri.EscapeDataString(stamp);
        var before = Uri.EscapeDataString("2026-03-16T11:59:00Z");

        Assert.Equal(
            "0",
            (await office.Sandbox.GetAsync($"{Entries}?updated_after={at}")).Text("count")
        );
        Assert.Equal(
            "1",
            (await office.Sandbox.GetAsync($"{Entries}?updated_after={before}")).Text("count")
        );
        Assert.Equal(
            "1",
            (
                await office.Sandbox.GetAsync(
                    $"{Entries}?date_performed_between=2026-03-01:2026-03-02"
                )
            ).Text("count")
        );
        Assert.Equal(
            "0",
            (await office.Sandbox.GetAsync($"{Entries}?date_performed_between=2026-03-03:")).Text(
                "count"
            )
        );
        Assert.Equal(400, (await office.Sandbox.GetAsync($"{Entries}?updated_after=soon")).Status);
    }

    [Fact]
    public async Task What_is_deleted_is_gone_and_several_are_all_or_none()
    {
        await using var office = await KantataOffice.StartAsync();
        var first = await office.TrackAsync("2026-03-02", 60);
        var second = await office.TrackAsync("2026-03-03", 60);
        var third = await office.TrackAsync("2026-03-04", 60);

        var one = await office.Sandbox.SendAsync(HttpMethod.Delete, $"{Entries}/{first}", null);
        var some = await office.Sandbox.SendAsync(
            HttpMethod.Delete,
            $"{Entries}?ids={second},{first}",
            null
        );
        var both = await office.Sandbox.SendAsync(
            HttpMethod.Delete,
            $"{Entries}?ids={second},{third}",
            null
        );

        Assert.Equal(204, one.Status);
        Assert.Equal(404, some.Status);
        Assert.Equal(second, both.Text("deleted.0"));
        Assert.Equal("0", (await office.Sandbox.GetAsync(Entries)).Text("count"));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_ids()
    {
        await using var first = await KantataOffice.EmptyAsync(seed: 7);
        await using var second = await KantataOffice.EmptyAsync(seed: 7);
        await using var other = await KantataOffice.EmptyAsync(seed: 8);

        var ids = new List<string>();
        foreach (var sandbox in new[] { first, second, other })
        {
            var made = await sandbox.DoAsync(
                "POST",
                $"{KantataOffice.Root}/roles",
                """{"role":{"name":"Designer"}}"""
            );
            ids.Add(KantataOffice.IdOf(made));
        }

        Assert.Equal(ids[0], ids[1]);
        Assert.NotEqual(ids[0], ids[2]);
    }

    private static async Task<string> AuthorizeAsync(TrackerSandbox sandbox)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { BaseAddress = sandbox.Address };
        using var response = await http.GetAsync(
            new Uri(
                "oauth/authorize?response_type=code&client_id=tieout&state=s&redirect_uri=https://firm.example/",
                UriKind.Relative
            ),
            TestContext.Current.CancellationToken
        );
        var target = response.Headers.Location!.ToString();
        Assert.StartsWith("https://firm.example/?code=", target, StringComparison.Ordinal);
        Assert.EndsWith("&state=s", target, StringComparison.Ordinal);
        return target.Split('=', '&')[1];
    }
}
