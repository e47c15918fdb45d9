using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.Salesforce;

public sealed class SalesforceAccessTests
{
    private const string Bearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    [Fact]
    public async Task A_token_names_the_organisation_the_user_and_when_it_was_issued()
    {
        await using var org = await SalesforceSandbox.StartAsync();
        var token = await org.LogInAsync();
        var root = org.Server.BaseAddress.ToString().TrimEnd('/');

        Assert.Matches("^00D[0-9A-Za-z]{12}!AQ.{90,}$", token["access_token"]!.ToString());
        Assert.Matches(
            $"^{root}/id/00D[0-9A-Za-z]{{15}}/005[0-9A-Za-z]{{15}}$",
            token["id"]!.ToString()
        );
        Assert.Equal(root, token["instance_url"]!.ToString());

        // 2026-03-02T08:00:00Z in milliseconds, as text.
        Assert.Equal("\"1772438400000\"", token["issued_at"]!.ToJsonString());
        Assert.Null(token["expires_in"]);
    }

    [Theory]
    [InlineData("client_credentials", "tieout", "guessed", "invalid_client")]
    [InlineData("client_credentials", "stranger", "rehearsal", "invalid_client_id")]
    [InlineData("password", "tieout", "rehearsal", "invalid_grant")]
    [InlineData("magic", "tieout", "rehearsal", "unsupported_grant_type")]
    public async Task Who_cannot_prove_who_it_is_gets_no_token(
        string grant,
        string client,
        string secret,
        string error
    )
    {
        await using var org = await SalesforceSandbox.StartAsync();
        var answer = await org.AskForTokenAsync(
            ("grant_type", grant),
            ("client_id", client),
            ("client_secret", secret)
        );

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(error, answer.Body!["error"]!.ToString());
    }

    [Theory]
    [InlineData("integration@rehearsal.example", 180, true, null)]
    [InlineData("stranger@rehearsal.example", 180, true, "user hasn't approved this consumer")]
    [InlineData("integration@rehearsal.example", -1, true, "expired authorization code")]
    [InlineData("integration@rehearsal.example", 180, false, "invalid assertion")]
    public async Task An_assertion_counts_if_it_is_signed_current_and_of_an_approved_user(
        string user,
        int seconds,
        bool isOwnKey,
        string? refusal
    )
    {
        using var own = RSA.Create(2048);
        using var other = RSA.Create(2048);
        await using var org = await SalesforceSandbox.StartAsync(
            publicKey: own.ExportSubjectPublicKeyInfoPem()
        );
        var claims = new
        {
            iss = "tieout",
            sub = user,
            aud = "https://login.salesforce.com",
            exp = SalesforceSandbox.Start.ToUnixTimeSeconds() + seconds,
        };
        var text = $"{Part(new { alg = "RS256" })}.{Part(claims)}";
        var signature = (isOwnKey ? own : other).SignData(
            Encoding.ASCII.GetBytes(text),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
        var answer = await org.AskForTokenAsync(
            ("grant_type", Bearer),
            ("assertion", $"{text}.{Url(signature)}")
        );

        Assert.Equal(refusal, answer.Body!["error_description"]?.ToString());
        Assert.Equal(refusal is null, answer.Body["access_token"] is not null);
    }

    [Fact]
    public async Task A_session_lives_as_long_as_it_is_used()
    {
        await using var org = await SalesforceSandbox.StartAsync();
        for (var i = 0; i < 3; i++)
        {
            org.Time.Advance(TimeSpan.FromMinutes(119));
            Assert.Equal(HttpStatusCode.OK, (await org.GetAsync("/limits")).Status);
        }

        org.Time.Advance(TimeSpan.FromMinutes(120));
        var over = await org.GetAsync("/limits");

        Assert.Equal(HttpStatusCode.Unauthorized, over.Status);
        Assert.Equal("INVALID_SESSION_ID", over.Code);
        Assert.Equal("Session expired or invalid", over.Message);
    }

    [Fact]
    public async Task Calls_are_counted_and_refused_at_the_limit_for_twenty_four_hours()
    {
        await using var org = await SalesforceSandbox.StartAsync(dailyCalls: 3);
        var first = await org.GetAsync("/limits");
        org.Time.Advance(TimeSpan.FromHours(1));
        _ = await org.GetAsync("/limits");
        var third = await org.GetAsync("/limits");
        var fourth = await org.GetAsync("/limits");
        org.Time.Advance(TimeSpan.FromHours(23));
        _ = await org.LogInAsync();
        var next = await org.GetAsync("/limits");
        var again = await org.GetAsync("/limits");

        Assert.Equal("api-usage=1/3", Usage(first));
        Assert.Equal(0, (int)third.Body!["DailyApiRequests"]!["Remaining"]!);
        Assert.Equal(HttpStatusCode.Forbidden, fourth.Status);
        Assert.Equal("REQUEST_LIMIT_EXCEEDED", fourth.Code);
        Assert.Equal("TotalRequests Limit exceeded.", fourth.Message);

        // One call is 24 hours old by now, so one is free.
        Assert.Equal(HttpStatusCode.OK, next.Status);
        Assert.Equal(HttpStatusCode.Forbidden, again.Status);
    }

    [Fact]
    public async Task A_late_commit_is_visible_with_the_stamp_of_its_beginning()
    {
        await using var org = await SalesforceSandbox.StartAsync();
        org.Time.Advance(TimeSpan.FromMinutes(10));
        var early = await org.CreateAsync("Account", """{"Name":"A"}""");
        org.Fail("POST", "/sobjects/Account", new FaultAction.CommitLate(240_000));
        var late = await org.CreateAsync("Account", """{"Name":"B"}""");

        Assert.Equal(
            [late, early],
            await org.ColumnAsync("SELECT SystemModstamp, Id FROM Account ORDER BY SystemModstamp")
        );
        Assert.Equal(
            ["2026-03-02T08:06:00.000+0000"],
            await org.ColumnAsync("SELECT SystemModstamp FROM Account WHERE Name = 'B'")
        );
    }

    [Fact]
    public async Task An_answer_lacks_a_field_or_has_one_more()
    {
        await using var org = await SalesforceSandbox.StartAsync();
        _ = await org.CreateAsync("Account", """{"Name":"A","Industry":"Energy"}""");
        org.Server.Faults = FaultProgramme.Parse(
            """
            [{"match":{"method":"GET","path":"/**"},"from":1,"times":1,"do":
              {"action":"change-answer","without":["Industry"],"with":{"Name":7,"Region__c":"EMEA"},"beside":"Name"}}]
            """
        );
        var answer = await org.QueryAsync("SELECT Name, Industry FROM Account");
        var record = answer.Body!["records"]![0]!.AsObject();

        Assert.False(record.ContainsKey("Industry"));
        Assert.Equal("7", record["Name"]!.ToJsonString());
        Assert.Equal("EMEA", record["Region__c"]!.ToString());
    }

    [Fact]
    public async Task A_job_of_the_system_moves_one_stamp_and_not_the_other()
    {
        await using var org = await SalesforceSandbox.StartAsync();
        var id = await org.CreateAsync("Account", """{"Name":"A"}""");
        org.Time.Advance(TimeSpan.FromMinutes(10));
        org.Server.Tampering.Touch(id);

        Assert.Equal(
            ["2026-03-02T08:10:00.000+0000"],
            await org.ColumnAsync("SELECT SystemModstamp FROM Account")
        );
        Assert.Equal(
            ["2026-03-02T08:00:00.000+0000"],
            await org.ColumnAsync("SELECT LastModifiedDate FROM Account")
        );
    }

    private static string Usage(SalesforceReply reply) =>
        Assert.Single(reply.Headers.GetValues("Sforce-Limit-Info"));

    private static string Part(object value) => Url(JsonSerializer.SerializeToUtf8Bytes(value));

    private static string Url(byte[] bytes) =>
        Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
