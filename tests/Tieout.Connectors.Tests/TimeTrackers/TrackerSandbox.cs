using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Tieout.Sandbox;
using Tieout.Sandbox.Faults;
using Tieout.Sandbox.Serving;

namespace Tieout.Connectors.Tests.TimeTrackers;

/// <summary>A simulated time tracker of a test's own, and people who work in it.</summary>
internal sealed class TrackerSandbox : IAsyncDisposable
{
    private readonly HttpClient _http;

    private TrackerSandbox(
        SimulatorServer server,
        FakeTimeProvider time,
        IReadOnlyList<(string Name, string Value)> headers
    )
    {
        Server = server;
        Time = time;
        _http = new HttpClient { BaseAddress = server.BaseAddress };
        foreach (var (name, value) in headers)
        {
            _ = _http.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        }
    }

    public SimulatorServer Server { get; }

    /// <summary>What time it is in the simulator.</summary>
    public FakeTimeProvider Time { get; }

    public Uri Address => Server.BaseAddress;

    /// <summary>Starts one on Monday, 16 March 2026, at noon.</summary>
    /// <param name="system">As <c>tieout sandbox</c> calls it.</param>
    /// <param name="headers">Of every request.</param>
    public static async Task<TrackerSandbox> StartAsync(
        string system,
        IReadOnlyList<(string Name, string Value)> headers,
        int seed = 1
    )
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 16, 12, 0, 0, TimeSpan.Zero));
        var options = new SimulatorOptions { Clock = new SandboxClock(time), Seed = seed };
        var server = await SimulatedSystems
            .All.Single(x => string.Equals(x.Name, system, StringComparison.Ordinal))
            .StartAsync(options, TestContext.Current.CancellationToken);
        return new TrackerSandbox(server, time, headers);
    }

    /// <summary>Time goes by with each look at the clock, so that nobody is too fast.</summary>
    public void LetTimeGoBy() => Time.AutoAdvanceAmount = TimeSpan.FromMilliseconds(110);

    /// <summary>From the next request on, this goes wrong.</summary>
    public void Fail(string method, string path, FaultAction action, int from = 1, int times = 1) =>
        Server.Faults = new FaultProgramme(
            new FaultRule(new FaultMatch(method, path), from, times, action)
        );

    public Task<TrackerReply> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    /// <summary>Sends JSON, written as text.</summary>
    public async Task<TrackerReply> SendAsync(
        HttpMethod method,
        string path,
        string? json,
        params IReadOnlyList<(string Name, string Value)> headers
    )
    {
        var token = TestContext.Current.CancellationToken;
        using var request = new HttpRequestMessage(
            method,
            new Uri(path, UriKind.RelativeOrAbsolute)
        );
        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        }

        foreach (var (name, value) in headers)
        {
            _ = request.Headers.Remove(name);
            if (value.Length > 0)
            {
                _ = request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await _http.SendAsync(request, token);
        var text = await response.Content.ReadAsStringAsync(token);
        return new TrackerReply(
            (int)response.StatusCode,
            text.Length == 0 ? null : JsonNode.Parse(text),
            response.Headers.ToDictionary(
                x => x.Key,
                x => string.Join(',', x.Value),
                StringComparer.OrdinalIgnoreCase
            )
        );
    }

    /// <summary>Sends what must succeed; each call is a second after the one before.</summary>
    /// <returns>The answer's body.</returns>
    public async Task<JsonNode> DoAsync(string method, string path, string? json = null)
    {
        Time.Advance(TimeSpan.FromSeconds(1));
        var reply = await SendAsync(HttpMethod.Parse(method), path, json);
        Assert.True(
            reply.Status is >= 200 and < 300,
            $"{method} {path}: {reply.Status} {reply.Body}"
        );
        return reply.Body ?? new JsonObject();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
    }
}
