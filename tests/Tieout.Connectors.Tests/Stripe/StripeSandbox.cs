using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Tieout.Sandbox;
using Tieout.Sandbox.Faults;
using Tieout.Sandbox.Serving;

namespace Tieout.Connectors.Tests.Stripe;

/// <summary>A simulated Stripe account of a test's own, and a clerk who works in it.</summary>
internal sealed class StripeSandbox : IAsyncDisposable
{
    public const string Key = "sk_test_rehearsal";

    private readonly HttpClient _http;

    private StripeSandbox(SimulatorServer server, FakeTimeProvider time, SandboxClock clock)
    {
        Server = server;
        Time = time;
        Clock = clock;
        _http = new HttpClient { BaseAddress = server.BaseAddress };
        _http.DefaultRequestHeaders.Add("Authorization", $"Bearer {Key}");
    }

    public SimulatorServer Server { get; }

    /// <summary>What the connector's and, by <see cref="Clock"/>, the simulator's time is.</summary>
    public FakeTimeProvider Time { get; }

    public SandboxClock Clock { get; }

    public Uri Address => Server.BaseAddress;

    /// <summary>Starts one at 15 March 2026, noon.</summary>
    public static async Task<StripeSandbox> StartAsync(
        CancellationToken cancellationToken,
        int seed = 1
    )
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 15, 12, 0, 0, TimeSpan.Zero));
        var clock = new SandboxClock(time);
        var system = SimulatedSystems.All.Single(x => x.Name is "stripe");
        var options = new SimulatorOptions { Clock = clock, Seed = seed };
        return new StripeSandbox(await system.StartAsync(options, cancellationToken), time, clock);
    }

    /// <summary>From the next request on, this goes wrong.</summary>
    public void Fail(string method, string path, FaultAction action, int from = 1, int times = 1) =>
        Server.Faults = new FaultProgramme(
            new FaultRule(new FaultMatch(method, path), from, times, action)
        );

    public async Task<StripeReply> SendAsync(
        HttpMethod method,
        string path,
        string? form = null,
        string? key = null
    )
    {
        using var request = new HttpRequestMessage(method, new Uri($"v1/{path}", UriKind.Relative));
        if (form is not null)
        {
            request.Content = new StringContent(
                form,
                Encoding.UTF8,
                "application/x-www-form-urlencoded"
            );
        }

        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new StripeReply(
            response.StatusCode,
            JsonNode.Parse(text)!.AsObject(),
            response.Headers.ToDictionary(
                x => x.Key,
                x => x.Value.First(),
                StringComparer.OrdinalIgnoreCase
            )
        );
    }

    /// <summary>Sends, and expects that it is done: with 200, whatever was made.</summary>
    public async Task<JsonObject> DoAsync(HttpMethod method, string path, string? form = null)
    {
        var reply = await SendAsync(method, path, form);
        Assert.True(reply.Status is HttpStatusCode.OK, $"{method} {path}: {reply.Body}");
        return reply.Body;
    }

    public Task<JsonObject> PostAsync(string path, string form = "") =>
        DoAsync(HttpMethod.Post, path, form);

    public Task<JsonObject> GetAsync(string path) => DoAsync(HttpMethod.Get, path);

    /// <summary>A customer with nothing but a name.</summary>
    public async Task<string> CustomerAsync() =>
        (string)(await PostAsync("customers", "name=Contoso"))["id"]!;

    /// <summary>A draft of one line.</summary>
    public async Task<string> DraftAsync(string customer, long amount, string more = "")
    {
        var draft = await PostAsync(
            "invoices",
            $"customer={customer}&collection_method=send_invoice&days_until_due=30{more}"
        );
        var id = (string)draft["id"]!;
        _ = await PostAsync($"invoiceitems", $"invoice={id}&amount={amount}");
        return id;
    }

    /// <summary>An open invoice of one line.</summary>
    public async Task<string> OpenAsync(string customer, long amount, string more = "")
    {
        var id = await DraftAsync(customer, amount, more);
        _ = await PostAsync($"invoices/{id}/finalize");
        return id;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
    }
}
