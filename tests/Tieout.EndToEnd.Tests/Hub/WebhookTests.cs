using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Tieout.Sandbox;
using Tieout.Sandbox.Serving;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>Systems send messages to a hub that runs, and it reads what they are about at once.</summary>
public sealed class WebhookTests
{
    private const string Toggl = """
          toggl:
            kind: toggl
            workspace: "4210001"
            zone: Europe/Berlin
            apiToken: file:secret
            webhookSecrets: file:hush
            address:
        """;

    private const string Central = """
          central:
            kind: business-central
            clientId: tieout
            clientSecret: file:secret
            companies: { UK: CRONUS UK Ltd. }
            tokenAddress: {root}contoso/oauth2/v2.0/token
            address: {root}v2.0/contoso/production/api/v2.0/
        """;

    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_has_its_feed_read_at_once_and_no_other()
    {
        await using var toggl = await StartAsync("toggl");
        await using var bench = await BenchAsync($"{Toggl} {toggl.BaseAddress}");
        using var people = new HttpClient { BaseAddress = toggl.BaseAddress };
        people.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic",
            Convert.ToBase64String("rehearsal:api_token"u8.ToArray())
        );
        await using var running = await RunningHub.StartAsync(bench);
        await running.RoundAsync();

        // The subscription is not live before the hub has answered its PING.
        await PostAsync(
            people,
            "webhooks/api/v1/subscriptions/4210001",
            $$"""
            {"url_callback":"{{running.AddressOf("toggl")}}","enabled":true,"secret":"hush",
            "event_filters":[{"entity":"time_entry","action":"*"}],"description":"hub"}
            """
        );
        await UntilValidatedAsync(people);
        await PostAsync(
            people,
            "api/v9/workspaces/4210001/time_entries",
            """
            {"created_with":"tests","workspace_id":4210001,"start":"2026-10-05T08:00:00Z",
            "duration":1800,"description":"Workshop"}
            """
        );
        await running.UntilReadAsync("read toggl time", times: 2);

        Assert.Equal(1, running.Reads("read toggl projects"));
        Assert.Equal(1, running.Reads("read chronos time"));
        Assert.Empty(bench.Warnings);
    }

    [Fact]
    public async Task Messages_without_end_keep_no_round_from_its_time()
    {
        await using var toggl = await StartAsync("toggl");
        await using var bench = await BenchAsync($"{Toggl} {toggl.BaseAddress}", poll: "2s");
        await using var running = await RunningHub.StartAsync(bench);
        await running.RoundAsync();
        using var anybody = new HttpClient();
        var address = running.AddressOf("toggl");

        await RunningHub.UntilAsync(async () =>
        {
            await SendAsync(anybody, address);
            return running.Reads("read chronos time") >= 3;
        });

        Assert.True(running.Reads("read toggl time") > running.Reads("read toggl projects"));
    }

    [Fact]
    public async Task A_system_that_has_to_be_asked_is_subscribed_to_and_its_handshake_answered()
    {
        await using var central = await StartAsync("business-central");
        var section = Central.Replace(
            "{root}",
            central.BaseAddress.ToString(),
            StringComparison.Ordinal
        );
        await using var bench = await BenchAsync(section);
        await using var running = await RunningHub.StartAsync(bench);
        await running.RoundAsync();
        using var people = await LogInAsync(central);
        var company = await UntilSubscribedAsync(people);

        var books = $"v2.0/contoso/production/api/v2.0/{company}";
        await PostAsync(
            people,
            $"{books}/customers",
            """{"number":"C-1","displayName":"Contoso"}"""
        );
        await PostAsync(people, $"{books}/salesInvoices", """{"customerNumber":"C-1"}""");
        await PostAsync(people, "rehearsal/webhooks/deliver", "{}");

        await running.UntilReadAsync("read central payments", times: 2);
        Assert.Equal(1, running.Reads("read chronos time"));
    }

    [Fact]
    public async Task What_is_not_the_systems_is_refused_and_told_once()
    {
        await using var toggl = await StartAsync("toggl");
        await using var bench = await BenchAsync($"{Toggl} {toggl.BaseAddress}");
        await using var running = await RunningHub.StartAsync(bench);
        await running.RoundAsync();
        using var anybody = new HttpClient();
        var address = running.AddressOf("toggl");
        using var huge = new ByteArrayContent(new byte[1024 * 1024 + 1]);
        using var forged = new StringContent("hunter2", Encoding.UTF8, "application/json");
        forged.Headers.Add("X-Webhook-Signature-256", "sha256=hunter2");

        using var unsigned = await anybody.PostAsync(address, content: null, Cancellation);
        using var wrong = await anybody.PostAsync(address, forged, Cancellation);
        using var bare = await anybody.PostAsync(address, content: null, Cancellation);
        using var again = await anybody.PostAsync(address, forged, Cancellation);
        using var asked = await anybody.GetAsync(address, Cancellation);
        using var tooBig = await anybody.PostAsync(address, huge, Cancellation);
        using var nobody = await anybody.PostAsync(
            new Uri(address, "chronos"),
            content: null,
            Cancellation
        );

        Assert.Equal(
            [
                HttpStatusCode.Unauthorized,
                HttpStatusCode.Unauthorized,
                HttpStatusCode.Unauthorized,
                HttpStatusCode.MethodNotAllowed,
                HttpStatusCode.RequestEntityTooLarge,
                HttpStatusCode.NotFound,
            ],
            new[] { unsigned, wrong, again, asked, tooBig, nobody }.Select(x => x.StatusCode)
        );
        Assert.Equal("application/problem+json", wrong.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain(
            "hunter2",
            await wrong.Content.ReadAsStringAsync(Cancellation),
            StringComparison.Ordinal
        );
        Assert.Equal(
            [
                "warning: A message that came for toggl was not accepted: The message has no X-Webhook-Signature-256.",
                "warning: A message that came for toggl was not accepted: The X-Webhook-Signature-256 is not of a webhookSecrets that is set.",
            ],
            bench.Warnings
        );
        Assert.Equal(1, running.Reads("read toggl time"));
    }

    [Fact]
    public async Task An_address_that_is_taken_is_told_with_its_key()
    {
        await using var toggl = await StartAsync("toggl");
        await using var bench = await BenchAsync(
            $"{Toggl} {toggl.BaseAddress}",
            toggl.BaseAddress.ToString()
        );

        var (code, _, errors) = await bench.TieoutAsync("run", "--config", "hub.yaml");

        Assert.Equal(2, code);
        Assert.Contains("webhooks.listen: ", errors, StringComparison.Ordinal);
        Assert.Contains("address already in use", errors, StringComparison.Ordinal);
    }

    /// <summary>A message as Toggl Track sends it.</summary>
    private static async Task SendAsync(HttpClient sender, Uri address)
    {
        const string text = """{"metadata":{"model":"time_entry","action":"created"}}""";
        using var body = new StringContent(text, Encoding.UTF8, "application/json");
        var proof = HMACSHA256.HashData("hush"u8, Encoding.UTF8.GetBytes(text));
        body.Headers.Add("X-Webhook-Signature-256", $"sha256={Convert.ToHexStringLower(proof)}");
        using var answer = await sender.PostAsync(address, body, Cancellation);
        answer.EnsureSuccessStatusCode();
    }

    private static Task<SimulatorServer> StartAsync(string system) =>
        SimulatedSystems
            .All.Single(x => x.Name.Equals(system, StringComparison.Ordinal))
            .StartAsync(new SimulatorOptions(), Cancellation);

    /// <summary>A hub that reads everything once an hour.</summary>
    private static async Task<HubBench> BenchAsync(
        string section,
        string listen = "http://127.0.0.1:0",
        string poll = "1h"
    )
    {
        var bench = await HubBench.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(bench.Folder, "hush"), "hush", Cancellation);
        var text = await File.ReadAllTextAsync(bench.ConfigFile, Cancellation);
        await File.WriteAllTextAsync(
            bench.ConfigFile,
            $"{text.Replace("systems:", $"systems:\n{section}", StringComparison.Ordinal)}\npoll: {poll}\nwebhooks: {{ listen: {listen} }}\n",
            Cancellation
        );
        return bench;
    }

    /// <summary>Until the one subscription in Toggl Track is live.</summary>
    private static Task UntilValidatedAsync(HttpClient people) =>
        RunningHub.UntilAsync(async () =>
        {
            var held = await people.GetFromJsonAsync<JsonArray>(
                "webhooks/api/v1/subscriptions/4210001",
                Cancellation
            );
            return held![0]!["validated_at"] is not null;
        });

    /// <summary>Until Business Central has a subscription; tells the address of its company.</summary>
    private static async Task<string> UntilSubscribedAsync(HttpClient people)
    {
        var resource = string.Empty;
        await RunningHub.UntilAsync(async () =>
        {
            var held = await people.GetFromJsonAsync<JsonObject>(
                "v2.0/contoso/production/api/v2.0/subscriptions",
                Cancellation
            );
            var first = held!["value"]!.AsArray().FirstOrDefault();
            resource = (string?)first?["resource"] ?? string.Empty;
            return first is not null;
        });
        return resource
            .Split('/')
            .Single(x => x.StartsWith("companies(", StringComparison.Ordinal));
    }

    private static Task<HttpClient> LogInAsync(SimulatorServer central) =>
        RehearsalLogin.OpenAsync(
            central.BaseAddress,
            "contoso/oauth2/v2.0/token",
            "https://api.businesscentral.dynamics.com/.default"
        );

    /// <summary>As a person does: whoever is told that it was too fast does it again later.</summary>
    private static async Task PostAsync(HttpClient people, string path, string json)
    {
        while (true)
        {
            using var body = new StringContent(json, Encoding.UTF8, "application/json");
            using var answer = await people.PostAsync(
                new Uri(path, UriKind.Relative),
                body,
                Cancellation
            );
            if (answer.StatusCode is not HttpStatusCode.TooManyRequests)
            {
                Assert.True(
                    answer.IsSuccessStatusCode,
                    await answer.Content.ReadAsStringAsync(Cancellation)
                );
                return;
            }

            await Task.Delay(answer.Headers.RetryAfter?.Delta ?? OneSecond, Cancellation);
        }
    }
}
