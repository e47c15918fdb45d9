using System.Net;
using System.Text.Json.Nodes;

namespace Tieout.Connectors.Tests.Salesforce;

public sealed class SalesforceRecordTests : IAsyncLifetime
{
    private SalesforceSandbox _org = null!;

    public static TheoryData<string, string, string, string> Unsaved { get; } =
        new()
        {
            {
                "Account",
                """{"Industry":"Energy"}""",
                "REQUIRED_FIELD_MISSING",
                "Required fields are missing: [Name]"
            },
            {
                "Account",
                """{"Name":"A","Foo__c":1}""",
                "INVALID_FIELD",
                "No such column 'Foo__c' on sobject of type Account"
            },
            {
                "Account",
                """{"Name":"A","ParentId":"abc"}""",
                "MALFORMED_ID",
                "Parent Account ID: id value of incorrect type: abc"
            },
            {
                "Account",
                """{"Name":"A","ParentId":"001000000000001AAA"}""",
                "INVALID_CROSS_REFERENCE_KEY",
                "invalid cross reference id"
            },
            {
                "Contract",
                """{"AccountId":"@","Status":"Activated"}""",
                "FAILED_ACTIVATION",
                "Choose a valid contract status and save your changes. Ask your admin for details."
            },
            {
                "Contract",
                """{"AccountId":"@","Status":"Signed"}""",
                "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
                "Status: bad value for restricted picklist field: Signed"
            },
            {
                "SOW__c",
                """{"Name":"S","Account__c":"@","Effective_Date__c":"2026-02-01","End_Date__c":"2026-01-31"}""",
                "FIELD_CUSTOM_VALIDATION_EXCEPTION",
                "The end must not be before the effective date."
            },
            {
                "SOW__c",
                """{"Name":"S","Account__c":"@","Cap_Amount__c":1e17}""",
                "NUMBER_OUTSIDE_VALID_RANGE",
                "Cap Amount: value outside of valid range on numeric field: 1e17"
            },
        };

    public async ValueTask InitializeAsync() => _org = await SalesforceSandbox.StartAsync();

    public ValueTask DisposeAsync() => _org.DisposeAsync();

    [Fact]
    public async Task A_record_is_made_with_an_id_of_its_kind_and_read_back()
    {
        var made = await _org.PostAsync(
            "/sobjects/Account",
            """{"Name":"Contoso","AnnualRevenue":139000000}"""
        );
        var read = await _org.GetAsync($"/sobjects/Account/{made.Id}");

        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.StartsWith("001", made.Id, StringComparison.Ordinal);
        Assert.Equal(18, made.Id!.Length);
        Assert.Equal(
            $"/services/data/v60.0/sobjects/Account/{made.Id}",
            made.Headers.Location!.OriginalString
        );
        Assert.Equal("2026-03-02T08:00:00.000+0000", read.Body!["SystemModstamp"]!.ToString());
        Assert.Equal("1.39E8", read.Body["AnnualRevenue"]!.ToJsonString());
        Assert.Equal("USD", read.Body["CurrencyIsoCode"]!.ToString());
        Assert.Null(read.Body["BillingAddress"]);
        Assert.Equal("Account", read.Body["attributes"]!["type"]!.ToString());
    }

    [Theory]
    [InlineData("001D000000IqhSL", "001D000000IqhSLIAZ")]
    [InlineData("003D000000QYVhD", "003D000000QYVhDIAX")]
    [InlineData("a00D0000008pQSN", "a00D0000008pQSNIA2")]
    public async Task The_checksum_of_an_id_is_the_vendors(string id, string expected)
    {
        // The three pairs are examples of the vendor's documentation.
        var made = await _org.CreateAsync("Account", """{"Name":"Contoso"}""");

        Assert.Equal(expected, Checked(id));
        Assert.Equal(Checked(made[..15]), made);
    }

    [Fact]
    public async Task Ids_are_taken_with_and_without_their_checksum_and_their_case_matters()
    {
        var id = await _org.CreateAsync("Account", """{"Name":"Contoso"}""");
        var lower = id[..15].ToLowerInvariant();

        Assert.Equal(
            HttpStatusCode.OK,
            (await _org.GetAsync($"/sobjects/Account/{id[..15]}")).Status
        );
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await _org.GetAsync($"/sobjects/Account/{lower}")).Status
        );
        Assert.Equal(
            ["Contoso"],
            await _org.ColumnAsync($"SELECT Name FROM Account WHERE Id = '{id[..15]}'")
        );
    }

    [Fact]
    public async Task The_same_calls_give_the_same_ids()
    {
        await using var other = await SalesforceSandbox.StartAsync();

        Assert.Equal(
            await _org.CreateAsync("Account", """{"Name":"Contoso"}"""),
            await other.CreateAsync("Account", """{"Name":"Contoso"}""")
        );
    }

    [Theory]
    [MemberData(nameof(Unsaved))]
    public async Task What_cannot_be_saved_is_refused_in_the_vendors_words(
        string kind,
        string json,
        string code,
        string message
    )
    {
        var account = await _org.CreateAsync("Account", """{"Name":"Contoso"}""");
        var answer = await _org.PostAsync(
            $"/sobjects/{kind}",
            json.Replace("@", account, StringComparison.Ordinal)
        );

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(code, answer.Code);
        Assert.Equal(message, answer.Message);
    }

    [Fact]
    public async Task Fields_that_the_system_keeps_are_not_written()
    {
        var answer = await _org.PostAsync(
            "/sobjects/Account",
            """{"Name":"A","CreatedDate":"2020-01-01T00:00:00Z","IsDeleted":true}"""
        );

        Assert.Equal("INVALID_FIELD_FOR_INSERT_UPDATE", answer.Code);
        Assert.Equal(
            ["CreatedDate", "IsDeleted"],
            answer.Body![0]!["fields"]!.AsArray().Select(x => x!.ToString())
        );
    }

    [Fact]
    public async Task An_upsert_makes_then_changes_and_refuses_the_key_in_its_body()
    {
        var made = await _org.PatchAsync(
            "/sobjects/Account/Hub_Id__c/C%2F1",
            """{"Name":"Contoso"}"""
        );
        _org.Time.Advance(TimeSpan.FromMinutes(1));
        var changed = await _org.PatchAsync(
            "/sobjects/Account/Hub_Id__c/c%2F1",
            """{"Name":"Contoso Ltd"}"""
        );
        var old = await _org.CallAsync(
            HttpMethod.Patch,
            "/services/data/v45.0/sobjects/Account/Hub_Id__c/C%2F1",
            """{"Name":"Contoso"}"""
        );
        var twice = await _org.PatchAsync(
            "/sobjects/Account/Hub_Id__c/C-2",
            """{"Name":"A","Hub_Id__c":"C-2"}"""
        );
        var never = await _org.PatchAsync(
            "/sobjects/Account/Hub_Id__c/C-9?updateOnly=true",
            """{"Name":"A"}"""
        );

        Assert.Equal(HttpStatusCode.Created, made.Status);
        Assert.True((bool)made.Body!["created"]!);
        Assert.Equal(HttpStatusCode.OK, changed.Status);
        Assert.False((bool)changed.Body!["created"]!);
        Assert.Equal(made.Id, changed.Id);
        Assert.Equal(HttpStatusCode.NoContent, old.Status);
        Assert.Equal("INVALID_FIELD", twice.Code);
        Assert.Equal(HttpStatusCode.NotFound, never.Status);
        Assert.Equal(["C/1"], await _org.ColumnAsync("SELECT Hub_Id__c FROM Account"));
    }

    [Fact]
    public async Task A_unique_value_is_refused_twice_and_one_that_is_not_unique_leads_to_a_choice()
    {
        var first = await _org.CreateAsync("Account", """{"Name":"A","Hub_Id__c":"C-1"}""");
        var second = await _org.PostAsync(
            "/sobjects/Account",
            """{"Name":"B","Hub_Id__c":"c-1"}"""
        );
        _ = await _org.CreateAsync("Contact", """{"LastName":"A","Email":"a@example.com"}""");
        _ = await _org.CreateAsync("Contact", """{"LastName":"B","Email":"A@example.com"}""");
        var choice = await _org.PatchAsync(
            "/sobjects/Contact/Email/a@example.com",
            """{"Title":"CFO"}"""
        );

        Assert.Equal("DUPLICATE_VALUE", second.Code);
        Assert.Equal(
            $"duplicate value found: Hub_Id__c duplicates value on record with id: {first[..15]}",
            second.Message
        );
        Assert.Equal(HttpStatusCode.MultipleChoices, choice.Status);
        Assert.Equal(2, choice.Body!.AsArray().Count);
    }

    [Fact]
    public async Task A_reference_is_given_by_the_external_id_of_its_record()
    {
        var account = await _org.CreateAsync("Account", """{"Name":"A","Hub_Id__c":"C-1"}""");
        var sow = await _org.CreateAsync(
            "SOW__c",
            """{"Name":"S","Account__r":{"Hub_Id__c":"C-1"}}"""
        );
        var lost = await _org.PostAsync(
            "/sobjects/SOW__c",
            """{"Name":"S","Account__r":{"Hub_Id__c":"C-2"}}"""
        );

        Assert.Equal(
            [account],
            await _org.ColumnAsync($"SELECT Account__c FROM SOW__c WHERE Id = '{sow}'")
        );
        Assert.Equal(
            "Foreign key external ID: C-2 not found for field Hub_Id__c in entity Account",
            lost.Message
        );
    }

    [Fact]
    public async Task A_contract_computes_its_end_its_number_and_when_it_was_activated()
    {
        var account = await _org.CreateAsync("Account", """{"Name":"A"}""");
        var id = await _org.CreateAsync(
            "Contract",
            $$"""{"AccountId":"{{account}}","StartDate":"2026-01-15","ContractTerm":12}"""
        );
        _ = await _org.PatchAsync($"/sobjects/Contract/{id}", """{"Status":"Activated"}""");
        _org.Time.Advance(TimeSpan.FromHours(1));
        _ = await _org.PatchAsync(
            $"/sobjects/Contract/{id}",
            """{"Description":"Master agreement"}"""
        );
        var read = (await _org.GetAsync($"/sobjects/Contract/{id}")).Body!;
        var back = await _org.PatchAsync($"/sobjects/Contract/{id}", """{"Status":"Draft"}""");

        // 12 months from 15 January 2026 end the day before 15 January 2027.
        Assert.Equal("2027-01-14", read["EndDate"]!.ToString());
        Assert.Equal("00000001", read["ContractNumber"]!.ToString());
        Assert.Equal("2026-03-02T08:00:00.000+0000", read["ActivatedDate"]!.ToString());
        Assert.Equal("Activated", read["StatusCode"]!.ToString());
        Assert.Equal("FAILED_ACTIVATION", back.Code);
    }

    [Fact]
    public async Task A_change_that_is_based_on_an_old_state_is_refused()
    {
        var id = await _org.CreateAsync("Account", """{"Name":"A"}""");
        var before = SalesforceSandbox.Start.AddMinutes(1).ToString("R");
        _org.Time.Advance(TimeSpan.FromMinutes(2));
        var first = await _org.PatchAsync(
            $"/sobjects/Account/{id}",
            """{"Name":"B"}""",
            ("If-Unmodified-Since", before)
        );
        var second = await _org.PatchAsync(
            $"/sobjects/Account/{id}",
            """{"Name":"C"}""",
            ("If-Unmodified-Since", before)
        );

        Assert.Equal(HttpStatusCode.NoContent, first.Status);
        Assert.Equal(HttpStatusCode.PreconditionFailed, second.Status);
        Assert.Equal(["B"], await _org.ColumnAsync("SELECT Name FROM Account"));
    }

    [Fact]
    public async Task Objects_and_resources_that_there_are_not_are_not_found()
    {
        Assert.Equal("NOT_FOUND", (await _org.GetAsync("/sobjects/Nothing__c/describe")).Code);
        Assert.Equal("NOT_FOUND", (await _org.GetAsync("/jobs/query")).Code);
        Assert.Equal("NOT_FOUND", (await _org.GetAsync("/services/data/v99.0/limits")).Code);
        Assert.Equal("METHOD_NOT_ALLOWED", (await _org.DeleteAsync("/sobjects/Account")).Code);
        Assert.Equal("JSON_PARSER_ERROR", (await _org.PostAsync("/sobjects/Account", "{")).Code);
    }

    [Fact]
    public async Task Describe_tells_fields_as_they_are_now()
    {
        _org.Server.Tampering.AddField("Account", "Region__c");
        _org.Server.Tampering.RemoveField("Account", "Industry");
        var fields = (await _org.GetAsync("/sobjects/Account/describe")).Body!["fields"]!.AsArray();
        var names = fields.Select(x => x!["name"]!.ToString()).ToList();
        var hub = fields.Single(x => x!["name"]!.ToString() is "Hub_Id__c")!;
        var gone = await _org.QueryAsync("SELECT Id, Industry FROM Account");

        Assert.Contains("Region__c", names);
        Assert.DoesNotContain("Industry", names);
        Assert.True((bool)hub["externalId"]!);
        Assert.Equal("xsd:string", hub["soapType"]!.ToString());
        Assert.Contains(
            "No such column 'Industry' on entity 'Account'",
            gone.Message,
            StringComparison.Ordinal
        );
        Assert.IsType<JsonArray>(gone.Body);
    }

    private static string Checked(string id) =>
        id
        + string.Concat(
            id.Chunk(5)
                .Select(x => x.Select((c, i) => char.IsAsciiLetterUpper(c) ? 1 << i : 0).Sum())
                .Select(x => "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"[x])
        );
}
