using System.Text.Json.Nodes;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.BusinessCentral;

/// <summary>Log-in, tokens of versions, pages, filters, batches and refusals.</summary>
public sealed class BusinessCentralProtocolTests
{
    [Theory]
    [InlineData("tieout", "wrong", 401, "invalid_client", 7000215)]
    [InlineData("nobody", "rehearsal", 400, "unauthorized_client", 700016)]
    public async Task Wrong_credentials_are_refused_as_entra_does(
        string id,
        string secret,
        int status,
        string error,
        int number
    )
    {
        await using var desk = await BusinessCentralDesk.OpenAsync();

        var (answered, body) = await desk.LogInAsync(id, secret);

        Assert.Equal((status, error), (answered, (string?)body["error"]));
        Assert.Equal(number, (int)body["error_codes"]![0]!);
        Assert.StartsWith($"AADSTS{number}: ", (string?)body["error_description"]);
    }

    [Fact]
    public async Task A_token_runs_out_after_an_hour()
    {
        await using var desk = await BusinessCentralDesk.OpenAsync();
        desk.Clock.Advance(TimeSpan.FromSeconds(3598));
        _ = await desk.GetAsync("companies");
        desk.Clock.Advance(TimeSpan.FromSeconds(2));

        var refusal = await desk.RefusalAsync(HttpMethod.Get, "companies");

        Assert.Equal((401, "Authentication_InvalidCredentials"), (refusal.Status, refusal.Code));
    }

    [Fact]
    public async Task A_change_needs_the_version_that_it_is_based_on()
    {
        await using var desk = await BusinessCentralDesk.OpenAsync();
        var customer = await desk.CustomerAsync();
        var path = $"/customers({(string)customer["id"]!})";
        var etag = (string)customer["@odata.etag"]!;
        JsonObject Named(string name) => new() { ["displayName"] = name };

        var missing = await desk.RefusalAsync(HttpMethod.Patch, path, Named("A"));
        var broken = await desk.RefusalAsync(HttpMethod.Patch, path, Named("A"), "\"7\"");
        var (status, changed) = await desk.SendAsync(HttpMethod.Patch, path, Named("B"), etag);
        var stale = await desk.RefusalAsync(HttpMethod.Patch, path, Named("C"), etag);
        var (any, _) = await desk.SendAsync(HttpMethod.Patch, path, Named("D"), "*");

        Assert.Equal((400, "BadRequest_InvalidToken"), (missing.Status, missing.Code));
        Assert.Equal((400, "BadRequest_InvalidToken"), (broken.Status, broken.Code));
        Assert.Equal((200, "B"), (status, (string?)changed!["displayName"]));
        Assert.Equal((409, "Request_EntityChanged"), (stale.Status, stale.Code));
        Assert.Equal(200, any);
        Assert.StartsWith("W/\"Jz", etag, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_neither_repeat_nor_lose_what_is_there_while_others_come_and_go()
    {
        await using var desk = await BusinessCentralDesk.OpenAsync();
        foreach (var number in new[] { "A", "B", "C", "D", "E" })
        {
            await desk.CustomerAsync(number);
        }

        var (_, first) = await desk.SendAsync(
            HttpMethod.Get,
            "/customers?$select=number&$orderby=number desc",
            prefer: "odata.maxpagesize=2"
        );
        var gone = (await desk.ListAsync("/customers?$filter=number eq 'D'"))[0]!;
        await desk.SendAsync(
            HttpMethod.Delete,
            $"/customers({(string)gone["id"]!})",
            ifMatch: (string)gone["@odata.etag"]!
        );
        await desk.CustomerAsync("F");
        var next = (string)first!["@odata.nextLink"]!;
        var (_, second) = await desk.SendAsync(HttpMethod.Get, next, prefer: "odata.maxpagesize=2");
        var rest = await desk.GetAsync((string)second!["@odata.nextLink"]!);

        Assert.Contains("?aid=FIN&", next, StringComparison.Ordinal);
        Assert.Equal(["E", "D"], NumbersOf(first));
        Assert.Equal(["C", "B"], NumbersOf(second));
        Assert.Equal(["A"], NumbersOf(rest));
        Assert.Null(rest["@odata.nextLink"]);
    }

    [Theory]
    [InlineData("number eq 'b'", "B")]
    [InlineData("startswith(displayName,'N') and number ne 'A'", "B,C")]
    [InlineData("number eq 'A' or number eq 'C'", "A,C")]
    [InlineData("number in ('A','C')", "A,C")]
    [InlineData("blocked eq 'All'", "C")]
    [InlineData("not (blocked eq 'All')", "A,B")]
    [InlineData("creditLimit ge 10.5", "B")]
    [InlineData("lastModifiedDateTime gt 2026-03-31T09:00:00Z", "")]
    [InlineData("lastModifiedDateTime ge 2026-03-31T09:00:00Z and taxLiable eq false", "A,B,C")]
    public async Task Filters_let_through_what_they_say(string filter, string numbers)
    {
        await using var desk = await BusinessCentralDesk.OpenAsync();
        await MakeAsync(desk, "A", " ", 0m);
        await MakeAsync(desk, "B", " ", 10.5m);
        await MakeAsync(desk, "C", "All", 2m);

        var found = await desk.GetAsync($"/customers?$filter={Uri.EscapeDataString(filter)}");

        Assert.Equal(numbers, string.Join(',', NumbersOf(found)));
    }

    [Theory]
    [InlineData(
        "/customers?$filter=colour eq 'x'",
        400,
        "BadRequest",
        "Could not find a property named 'colour' on type 'Microsoft.NAV.customer'."
    )]
    [InlineData(
        "/customers?$filter=number eq 'A' or displayName eq 'B'",
        400,
        "BadRequest",
        "The 'OR' operator is not supported on distinct fields on an OData filter."
    )]
    [InlineData(
        "/salesCreditMemos?$filter=invoiceId eq 876a7d88-d445-1684-8634-7917ce95cb23",
        400,
        "BadRequest",
        "The property 'invoiceId' cannot be filtered by."
    )]
    [InlineData(
        "/salesInvoices?$filter=status eq 'Open' and remainingAmount gt 0",
        400,
        "BadRequest",
        "The property 'remainingAmount' cannot be filtered by."
    )]
    [InlineData(
        "/gadgets",
        404,
        "BadRequest_ResourceNotFound",
        "Resource not found for the segment 'gadgets'."
    )]
    [InlineData(
        "/salesInvoiceLines",
        400,
        "Application_DialogException",
        "You must specify an Id or a Document Id to get the lines."
    )]
    public async Task What_the_service_does_not_know_is_refused_in_its_words(
        string path,
        int status,
        string code,
        string message
    )
    {
        await using var desk = await BusinessCentralDesk.OpenAsync();

        Assert.Equal((status, code, message), await desk.RefusalAsync(HttpMethod.Get, path));
    }

    [Theory]
    [InlineData("number", "A", "Internal_EntityWithSameKeyExists")]
    [InlineData(
        "addressLine2",
        "123456789012345678901234567890123456789012345678901",
        "Application_StringExceededLength"
    )]
    [InlineData("blocked", "Sometimes", "Application_FieldValidationException")]
    [InlineData("creditLimit", "much", "BadRequest")]
    [InlineData("colour", "red", "BadRequest")]
    [InlineData("currencyCode", "ABC", "Application_DialogException")]
    public async Task A_value_that_does_not_fit_is_refused(string field, string value, string code)
    {
        await using var desk = await BusinessCentralDesk.OpenAsync();
        await desk.CustomerAsync("A");

        var refusal = await desk.RefusalAsync(
            HttpMethod.Post,
            "/customers",
            new JsonObject { ["displayName"] = "x", [field] = value }
        );

        Assert.Equal((400, code), (refusal.Status, refusal.Code));
        Assert.Single(await desk.ListAsync("/customers"));
    }

    [Theory]
    [InlineData("snapshot", 1)]
    [InlineData(null, 2)]
    public async Task A_batch_is_one_change_only_where_isolation_is_asked_for(
        string? isolation,
        int customers
    )
    {
        await using var desk = await BusinessCentralDesk.OpenAsync();
        await desk.CustomerAsync("A");
        JsonObject Call(string id, string number) =>
            new()
            {
                ["id"] = id,
                ["method"] = "POST",
                ["url"] = $"companies({desk.CompanyId})/customers",
                ["body"] = new JsonObject { ["number"] = number, ["displayName"] = number },
            };
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri(desk.Service, "$batch")
        );
        request.Headers.Authorization = new("Bearer", desk.Token);
        _ = isolation is null || request.Headers.TryAddWithoutValidation("Isolation", isolation);
        request.Content = new StringContent(
            new JsonObject
            {
                ["requests"] = new JsonArray(Call("1", "B"), Call("2", "A"), Call("3", "C")),
            }.ToJsonString()
        );

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        var responses = JsonNode.Parse(text)!["responses"]!.AsArray();
        Assert.Equal([201, 400], responses.Select(x => (int)x!["status"]!));
        Assert.Equal(customers, (await desk.ListAsync("/customers")).Count);
    }

    [Fact]
    public async Task A_call_of_a_batch_fails_by_itself_while_the_batch_succeeds()
    {
        await using var desk = await BusinessCentralDesk.OpenAsync();
        desk.Fail(
            "POST",
            "/v2.0/*/*/api/v2.0/$batch",
            new FaultAction.FailRows([2], "Application_DialogException", "Not this one.")
        );
        JsonNode Call(string number) =>
            new JsonObject
            {
                ["id"] = number,
                ["method"] = "POST",
                ["url"] = $"companies({desk.CompanyId})/customers",
                ["body"] = new JsonObject { ["number"] = number, ["displayName"] = number },
            };

        var (status, body) = await desk.SendAsync(
            HttpMethod.Post,
            "$batch",
            new JsonObject { ["requests"] = new JsonArray(Call("A"), Call("B"), Call("C")) },
            prefer: "odata.continue-on-error"
        );

        Assert.Equal(200, status);
        var statuses = body!["responses"]!.AsArray().Select(x => (int)x!["status"]!);
        Assert.Equal([201, 400, 201], statuses);
        Assert.Equal(2, (await desk.ListAsync("/customers")).Count);
    }

    [Fact]
    public async Task Throttling_is_said_without_a_hint_and_unavailability_as_told()
    {
        await using var desk = await BusinessCentralDesk.OpenAsync();
        desk.Fail("GET", "/v2.0/**", new FaultAction.Status(429));
        var throttled = await desk.RefusalAsync(HttpMethod.Get, "companies");
        desk.Fail("GET", "/v2.0/**", new FaultAction.Status(503, RetryAfterSeconds: 7));
        var away = await desk.RefusalAsync(HttpMethod.Get, "companies");

        Assert.Equal((429, "Application_TooManyRequests"), (throttled.Status, throttled.Code));
        Assert.Equal((503, "Internal_TenantUnavailable"), (away.Status, away.Code));
    }

    [Fact]
    public async Task The_same_calls_give_the_same_ids_and_a_file_is_carried_on()
    {
        var folder = Directory.CreateTempSubdirectory("business-central-");
        var file = Path.Combine(folder.FullName, "state.db");
        string made;
        await using (var desk = await BusinessCentralDesk.OpenAsync(file))
        {
            made = (string)(await desk.CustomerAsync())["id"]!;
        }

        await using (var desk = await BusinessCentralDesk.OpenAsync())
        {
            Assert.Equal(made, (string?)(await desk.CustomerAsync())["id"]);
        }

        await using (var desk = await BusinessCentralDesk.OpenAsync(file))
        {
            Assert.Equal(made, (string?)(await desk.ListAsync("/customers"))[0]!["id"]);
        }

        folder.Delete(recursive: true);
    }

    private static Task<JsonNode> MakeAsync(
        BusinessCentralDesk desk,
        string number,
        string blocked,
        decimal limit
    ) =>
        desk.MakeAsync(
            "/customers",
            new JsonObject
            {
                ["number"] = number,
                ["displayName"] = $"Name {number}",
                ["blocked"] = blocked,
                ["creditLimit"] = limit,
            }
        );

    private static IEnumerable<string?> NumbersOf(JsonNode page) =>
        page["value"]!.AsArray().Select(x => (string?)x!["number"]);
}
