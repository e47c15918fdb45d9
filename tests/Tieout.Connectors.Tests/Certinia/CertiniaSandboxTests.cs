namespace Tieout.Connectors.Tests.Certinia;

/// <summary>The package's objects, flow and rules, by the API that everybody uses.</summary>
public sealed class CertiniaSandboxTests
{
    private const string Custom = "FIELD_CUSTOM_VALIDATION_EXCEPTION";
    private const string Monday = "\"pse__Monday_Hours__c\":8";

    [Fact]
    public async Task A_card_goes_from_saved_over_submitted_to_approved_and_sets_its_flags()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var card = await org.CardAsync(Monday + ",\"pse__Tuesday_Hours__c\":7.5");
        Assert.Equal(["Saved", "False", "False", "False", "15.5"], await StateAsync(org, card));

        Assert.Null((await SetAsync(org, card, "Submitted")).Code);
        Assert.Equal(["Submitted", "True", "False", "False", "15.5"], await StateAsync(org, card));

        Assert.Null((await SetAsync(org, card, "Approved")).Code);
        Assert.Equal(["Approved", "True", "True", "True", "15.5"], await StateAsync(org, card));

        Assert.Null((await SetAsync(org, card, "Rejected")).Code);
        Assert.Equal(["Rejected", "False", "False", "False", "15.5"], await StateAsync(org, card));
    }

    [Fact]
    public async Task A_card_is_not_approved_before_it_is_submitted()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var card = await org.CardAsync(Monday);

        Assert.Equal(
            (
                Custom,
                "For a Timecard to be marked as Approved, it must also be marked as Submitted."
            ),
            await SetAsync(org, card, "Approved")
        );
    }

    [Fact]
    public async Task Hours_of_an_approved_card_are_locked_but_for_an_administrator()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var card = await org.CardAsync(Monday);
        _ = await SetAsync(org, card, "Submitted");
        _ = await SetAsync(org, card, "Approved");

        var locked = await org.ChangeAsync(
            CertiniaOrg.Card,
            card,
            """{"pse__Monday_Hours__c":4}"""
        );
        var edited = await org.ChangeAsync(
            CertiniaOrg.Card,
            card,
            """{"pse__Monday_Hours__c":4,"pse__Admin_Global_Edit__c":true,"pse__Audit_Notes__c":"typo"}"""
        );

        Assert.Equal(("ENTITY_IS_LOCKED", "the entity is locked for editing"), locked);
        Assert.Null(edited.Code);
    }

    [Theory]
    [InlineData(
        "\"pse__Monday_Hours__c\":24.5",
        "No individual day for a single line can be more than 24 hours"
    )]
    [InlineData(
        "\"pse__Billed__c\":true",
        "For a Timecard to be marked as Billed, it must also be marked as Included in Financials and Approved."
    )]
    [InlineData(
        "\"pse__End_Date__c\":\"2026-03-07\"",
        "Timecard Header must span 1 week (7 days inclusive)."
    )]
    public async Task A_card_that_breaks_a_rule_is_refused_in_the_packages_words(
        string field,
        string message
    )
    {
        await using var org = await CertiniaOrg.StartAsync();
        var card = await org.CardAsync(Monday);

        Assert.Equal(
            (Custom, message),
            await org.ChangeAsync(CertiniaOrg.Card, card, $"{{{field}}}")
        );
    }

    [Fact]
    public async Task A_card_fits_its_project_and_its_assignment()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var other = await org.Sandbox.CreateAsync("pse__Proj__c", """{"Name":"Internal"}""");
        var third = await org.Sandbox.CreateAsync(
            "pse__Proj__c",
            """{"Name":"Other","pse__Is_Billable__c":true}"""
        );
        var billable = await org.Sandbox.PostAsync(
            "/sobjects/" + CertiniaOrg.Card,
            CertiniaOrg.CardOf(other, org.Ada, Monday)
        );
        var elsewhere = await org.Sandbox.PostAsync(
            "/sobjects/" + CertiniaOrg.Card,
            CertiniaOrg.CardOf(
                third,
                org.Ada,
                $"{Monday},\"pse__Assignment__c\":\"{org.Assignment}\""
            )
        );

        Assert.Equal(
            "A Timecard may only be marked as Billable if its Project is Billable and its Assignment, if any, is Billable.",
            billable.Body![0]!["message"]!.ToString()
        );
        Assert.Equal(
            "Timecard Project must match Assignment Project.",
            elsewhere.Body![0]!["message"]!.ToString()
        );
    }

    [Fact]
    public async Task A_split_is_billed_when_it_is_approved_and_invoiced_when_it_is_billed()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var card = await org.CardAsync(Monday);
        const string kind = CertiniaOrg.Split;
        var split = Assert.Single(await org.Sandbox.ColumnAsync($"SELECT Id FROM {kind}"))!;

        Assert.Equal(
            "For a Timecard Split to be marked as Billed, it must also be marked as Included in Financials and Approved.",
            (await org.ChangeAsync(kind, split, """{"pse__Billed__c":true}""")).Message
        );
        Assert.Equal(
            "Invoice Number or Date is not allowed on record unless it is invoiced",
            (await org.ChangeAsync(kind, split, """{"pse__Invoice_Number__c":"1"}""")).Message
        );
        const string billed =
            """{"pse__Approved__c":true,"pse__Include_In_Financials__c":true,"pse__Billed__c":true,"pse__Bill_Date__c":"2026-03-31"}""";
        Assert.Null((await org.ChangeAsync(kind, split, billed)).Code);
        Assert.Equal(
            "Bill Date is locked if Billed or Invoiced.",
            (await org.ChangeAsync(kind, split, """{"pse__Bill_Date__c":"2026-04-01"}""")).Message
        );
        const string invoiced =
            """{"pse__Invoiced__c":true,"pse__Invoice_Number__c":"1","pse__Invoice_Date__c":"2026-04-01"}""";
        Assert.Null((await org.ChangeAsync(kind, split, invoiced)).Code);

        _ = await org.Sandbox.DeleteAsync($"/sobjects/{CertiniaOrg.Card}/{card}");
        Assert.Empty(await org.Sandbox.ColumnAsync($"SELECT Id FROM {kind}"));
    }

    [Fact]
    public async Task A_week_that_crosses_a_month_has_two_splits_which_follow_their_card()
    {
        await using var org = await CertiniaOrg.StartAsync();
        const string hours = """
            "pse__Monday_Hours__c":8,"pse__Tuesday_Hours__c":7,"pse__Wednesday_Hours__c":6
            """;
        var card = await org.CardAsync(hours);
        Assert.Equal(["2026-03-02 21.0"], await SplitsAsync(org));

        // 30 and 31 March are Monday and Tuesday: 8 + 7 = 15; 1 April has 6.
        var moved = await org.ChangeAsync(
            CertiniaOrg.Card,
            card,
            """{"pse__Start_Date__c":"2026-03-30","pse__End_Date__c":"2026-04-05"}"""
        );
        Assert.Null(moved.Code);
        Assert.Equal(["2026-03-30 15.0", "2026-04-01 6.0"], await SplitsAsync(org));

        _ = await SetAsync(org, card, "Submitted");
        _ = await SetAsync(org, card, "Approved");
        Assert.Equal(
            ["true", "true"],
            await org.Sandbox.ColumnAsync("SELECT pse__Approved__c FROM pse__Timecard__c")
        );
    }

    [Fact]
    public async Task An_expense_is_submitted_with_its_report_only()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var expense = await org.Sandbox.CreateAsync(
            "pse__Expense__c",
            $$"""{"pse__Resource__c":"{{org.Ada}}","pse__Project__c":"{{org.Project}}","pse__Expense_Date__c":"2026-03-03","pse__Amount__c":12}"""
        );

        Assert.Equal(
            "An Expense Line may not be submitted or included in financials unless it belongs to an Expense Report.",
            (
                await org.ChangeAsync(
                    "pse__Expense__c",
                    expense,
                    """{"pse__Status__c":"Submitted"}"""
                )
            ).Message
        );
        Assert.Equal(
            "If provided, the incurred tax amount for an Expense must not be less than zero or greater than the Expense amount itself.",
            (
                await org.ChangeAsync("pse__Expense__c", expense, """{"pse__Incurred_Tax__c":13}""")
            ).Message
        );
    }

    private static async Task<string[]> SplitsAsync(CertiniaOrg org)
    {
        var answer = await org.Sandbox.QueryAsync(
            "SELECT pse__Start_Date__c, pse__Total_Hours__c FROM pse__Timecard__c ORDER BY pse__Start_Date__c"
        );
        return
        [
            .. answer.Body!["records"]!
                .AsArray()
                .Select(x =>
                    $"{x!["pse__Start_Date__c"]} {x["pse__Total_Hours__c"]!.ToJsonString()}"
                ),
        ];
    }

    private static Task<(string? Code, string? Message)> SetAsync(
        CertiniaOrg org,
        string card,
        string status
    ) => org.ChangeAsync(CertiniaOrg.Card, card, $$"""{"pse__Status__c":"{{status}}"}""");

    private static async Task<string[]> StateAsync(CertiniaOrg org, string card)
    {
        string[] fields =
        [
            "Status",
            "Submitted",
            "Approved",
            "Include_In_Financials",
            "Total_Hours",
        ];
        var answer = await org.Sandbox.GetAsync($"/sobjects/{CertiniaOrg.Card}/{card}");
        return
        [
            .. fields.Select(x =>
                answer.Body![$"pse__{x}__c"]!.ToString() switch
                {
                    "true" => "True",
                    "false" => "False",
                    var text => text,
                }
            ),
        ];
    }
}
