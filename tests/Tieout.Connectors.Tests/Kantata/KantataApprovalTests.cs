using System.Text.Json.Nodes;

namespace Tieout.Connectors.Tests.Kantata;

/// <summary>How the simulator has work approved, invoiced and named by other systems.</summary>
public sealed class KantataApprovalTests
{
    private const string Entries = $"{KantataOffice.Root}/time_entries";
    private const string Timesheets = $"{KantataOffice.Root}/timesheet_submissions";

    [Fact]
    public async Task Time_is_approved_by_the_timesheet_that_it_stands_in()
    {
        await using var office = await KantataOffice.StartAsync();
        var entry = await office.TrackAsync("2026-03-04", 90);
        var timesheet = await office.SubmitAsync([entry]);
        var pending = await EntryAsync(office, entry);

        var answer = await office.DecideAsync(timesheet, "approve");
        var approved = await EntryAsync(office, entry);
        var again = await office.Sandbox.SendAsync(
            HttpMethod.Put,
            $"{Timesheets}/{timesheet}/approve",
            "{}"
        );

        Assert.False((bool)pending["approved"]!);
        Assert.True((bool)approved["approved"]!);
        // The entry itself is as it was.
        Assert.Equal(pending["updated_at"]!.ToString(), approved["updated_at"]!.ToString());
        var told = Assert.Single(KantataOffice.RecordsOf(answer));
        Assert.Equal("approved", told["status"]!.ToString());
        Assert.Equal("As agreed", told["current_resolution_description"]!.ToString());
        // The week of Wednesday, 4 March, begins on Sunday. 90 minutes at 120.00 are 180.00.
        Assert.Equal("2026-03-01", told["start_date"]!.ToString());
        Assert.Equal("2026-03-07", told["end_date"]!.ToString());
        Assert.Equal(18000, (int)told["line_item_total_in_cents"]!);
        Assert.Equal("Submission is already approved", again.Text("errors.0.message"));
    }

    [Theory]
    [InlineData("reject", "rejected")]
    [InlineData("cancel", "cancelled")]
    public async Task What_is_rejected_or_cancelled_can_be_submitted_anew(string act, string status)
    {
        await using var office = await KantataOffice.StartAsync();
        var entry = await office.TrackAsync("2026-03-04", 90);
        var first = await office.SubmitAsync([entry]);
        await office.DecideAsync(first, act);

        var back = await EntryAsync(office, entry);
        Assert.Null(back["active_submission_id"]);
        Assert.Equal(first, back["recent_submission_id"]!.ToString());
        Assert.Equal("0", await CountAsync(office, $"with_timesheet_id={first}"));
        Assert.Equal("1", await CountAsync(office, $"with_recent_timesheet_ids={first}"));
        Assert.Equal(
            status,
            (await office.Sandbox.GetAsync($"{Timesheets}/{first}")).Text(
                $"timesheet_submissions.{first}.status"
            )
        );

        await office.ChangeAsync(entry, """{"time_entry":{"time_in_minutes":60}}""");
        var second = await office.SubmitAsync([entry]);
        Assert.NotEqual(first, second);
        Assert.Equal("0", await CountAsync(office, $"with_recent_timesheet_ids={first}"));
        Assert.Equal("1", await CountAsync(office, $"with_timesheet_id={second}"));
    }

    [Fact]
    public async Task What_is_submitted_stays_as_it_is_and_in_one_project()
    {
        await using var office = await KantataOffice.StartAsync();
        var entry = await office.TrackAsync("2026-03-04", 90);
        var other = await office.AddProjectAsync("Move", contract: null, asksForApprovals: true);
        var elsewhere = await office.TrackAsync("2026-03-04", 90, other);
        await office.SubmitAsync([entry]);

        var changed = await office.Sandbox.SendAsync(
            HttpMethod.Put,
            $"{Entries}/{entry}",
            """{"time_entry":{"time_in_minutes":60}}"""
        );
        var mixed = await office.Sandbox.SendAsync(
            HttpMethod.Post,
            Timesheets,
            $$"""
            {"timesheet_submission":{"title":"Week","workspace_id":{{office.Project}},
            "line_item_ids":[{{elsewhere}}] } }
            """
        );

        Assert.Equal(
            "Time entry has been submitted for approval",
            changed.Text("errors.0.message")
        );
        Assert.Equal("line_item_ids", mixed.Text("errors.0.field"));
    }

    [Fact]
    public async Task Several_timesheets_are_decided_at_once_and_resolutions_tell_it()
    {
        await using var office = await KantataOffice.StartAsync();
        var first = await office.SubmitAsync([await office.TrackAsync("2026-03-03", 60)]);
        var second = await office.SubmitAsync([await office.TrackAsync("2026-03-10", 60)]);

        var answer = await office.Sandbox.DoAsync(
            "POST",
            $"{KantataOffice.Root}/timesheet_approvals",
            $$"""{"resolution":{"submission_ids":[{{first}},{{second}}] } }"""
        );

        var told = KantataOffice.RecordsOf(answer);
        // The latest week first; those that wait are called new.
        var listed = await office.Sandbox.GetAsync($"{Timesheets}?statuses=new,approved");
        Assert.Equal(
            [second, first],
            KantataOffice.RecordsOf(listed.Body).Select(x => x["id"]!.ToString())
        );
        Assert.Equal(
            "0",
            (await office.Sandbox.GetAsync($"{Timesheets}?statuses=new")).Text("count")
        );
        Assert.Equal(["approval", "approval"], told.Select(x => x["type"]!.ToString()));
        Assert.Equal([first, second], told.Select(x => x["target_id"]!.ToString()));
        Assert.Equal("2", await CountAsync(office, "approved"));
    }

    [Fact]
    public async Task Where_a_project_asks_for_no_approval_everything_is_approved()
    {
        await using var office = await KantataOffice.StartAsync();
        var free = await office.AddProjectAsync("Move", contract: null, asksForApprovals: false);
        var entry = await office.TrackAsync("2026-03-04", 90, free);

        Assert.True((bool)(await EntryAsync(office, entry))["approved"]!);
    }

    [Fact]
    public async Task What_is_invoiced_cannot_be_touched_until_the_invoice_is_cancelled()
    {
        await using var office = await KantataOffice.StartAsync();
        var entry = await office.TrackAsync("2026-03-04", 90);
        var body = $$"""{"time_entry_ids":[{{entry}}]}""";
        var early = await office.Sandbox.SendAsync(HttpMethod.Post, "rehearsal/invoices", body);
        var timesheet = await office.SubmitAsync([entry]);
        await office.DecideAsync(timesheet, "approve");

        var invoice = await office.Sandbox.DoAsync("POST", "rehearsal/invoices", body);
        var invoiced = await EntryAsync(office, entry);
        var deleted = await office.Sandbox.SendAsync(HttpMethod.Delete, $"{Entries}/{entry}", null);
        var cancelled = await office.Sandbox.SendAsync(
            HttpMethod.Put,
            $"{Timesheets}/{timesheet}/cancel",
            "{}"
        );
        await office.Sandbox.DoAsync(
            "PUT",
            $"{KantataOffice.Root}/invoices/{KantataOffice.IdOf(invoice)}/cancel"
        );

        Assert.Equal(422, early.Status);
        // 90 minutes at 120.00.
        Assert.Equal(18000, (int)KantataOffice.RecordsOf(invoice)[0]["balance_in_cents"]!);
        Assert.True((bool)invoiced["is_invoiced"]!);
        Assert.Equal("Time entry has been invoiced", deleted.Text("errors.0.message"));
        Assert.Equal("Submission has invoiced line items", cancelled.Text("errors.0.message"));
        Assert.False((bool)(await EntryAsync(office, entry))["is_invoiced"]!);
    }

    [Fact]
    public async Task A_record_has_one_reference_for_each_service_and_is_found_by_it()
    {
        await using var office = await KantataOffice.StartAsync();
        var entry = await office.TrackAsync("2026-03-04", 90);
        var other = await office.TrackAsync("2026-03-05", 90);
        await office.ChangeAsync(
            entry,
            """
            {"time_entry":{"external_reference":{"service_name":"hub","service_model":"time_entry",
            "service_model_ref":"TE-1"}}}
            """
        );
        var written = await office.Sandbox.DoAsync(
            "POST",
            $"{KantataOffice.Root}/external_references/create_or_update",
            $$"""
            {"external_reference":{"subject_type":"TimeEntry","subject_id":{{entry}},"service_name":"hub",
            "service_model":"time_entry","service_model_ref":"TE-2","external_status":"ok"} }
            """
        );

        const string OfHub = "external_reference_service_name=hub";
        Assert.Equal("1", (await ReferencesAsync(office)).Text("count"));
        Assert.Equal("TE-2", KantataOffice.RecordsOf(written)[0]["service_model_ref"]!.ToString());
        Assert.Equal(
            "0",
            await CountAsync(office, $"{OfHub}&external_reference_service_model_refs=TE-1")
        );
        Assert.Equal(
            "1",
            await CountAsync(office, $"{OfHub}&external_reference_service_model_refs=TE-2,TE-9")
        );
        var unnamed = await office.Sandbox.GetAsync(
            $"{Entries}?without_external_reference_service_name=hub"
        );
        Assert.Equal(other, unnamed.Text("results.0.id"));
        // Said to be a whole number, whatever the reference is.
        var typed = await office.Sandbox.GetAsync(
            $"{Entries}?external_reference_service_model_ref=TE-2"
        );
        Assert.Equal(400, typed.Status);

        await office.Sandbox.DoAsync("DELETE", $"{Entries}/{entry}");
        Assert.Equal("0", (await ReferencesAsync(office)).Text("count"));
    }

    private static Task<TimeTrackers.TrackerReply> ReferencesAsync(KantataOffice office) =>
        office.Sandbox.GetAsync($"{KantataOffice.Root}/external_references");

    private static async Task<string?> CountAsync(KantataOffice office, string query) =>
        (await office.Sandbox.GetAsync($"{Entries}?{query}")).Text("count");

    private static async Task<JsonNode> EntryAsync(KantataOffice office, string entry) =>
        KantataOffice.RecordsOf(
            (
                await office.Sandbox.GetAsync(
                    $"{Entries}/{entry}?include=active_submission,recent_submission"
                )
            ).Body
        )[0];
}
