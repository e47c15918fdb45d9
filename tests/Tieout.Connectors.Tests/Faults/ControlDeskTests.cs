using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Tieout.Sandbox;
using Tieout.Sandbox.Faults;
using Tieout.Sandbox.Serving;

namespace Tieout.Connectors.Tests.Faults;

public sealed class ControlDeskTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sandbox-");
    private readonly SandboxClock _clock = new(new FakeTimeProvider(Start));
    private readonly HttpClient _http = new();
    private SimulatorServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await SimulatedSystems
            .All[0]
            .StartAsync(
                new SimulatorOptions
                {
                    DatabasePath = Path.Combine(_folder.FullName, "books.db"),
                    Clock = _clock,
                },
                Token
            );
        _http.BaseAddress = _server.BaseAddress;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("PT90M", "2026-03-01T09:30:00Z")]
    [InlineData("P30D", "2026-03-31T08:00:00Z")]
    [InlineData("2026-04-01T00:00:00Z", "2026-04-01T00:00:00Z")]
    public async Task Time_is_moved_ahead_by_a_length_or_to_an_instant(string text, string expected)
    {
        using var answer = await PutAsync("clock", text);
        var told = await _http.GetFromJsonAsync<JsonObject>("_sandbox/clock", Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(DateTimeOffset.Parse(expected, null), (DateTimeOffset)told!["now"]!);
        Assert.Equal(DateTimeOffset.Parse(expected, null), _clock.GetUtcNow());
    }

    [Theory]
    [InlineData("2026-02-01T00:00:00Z")]
    [InlineData("-PT1H")]
    [InlineData("P1M")]
    [InlineData("tomorrow")]
    [InlineData("")]
    public async Task Time_does_not_go_back_and_is_not_guessed(string text)
    {
        using var answer = await PutAsync("clock", text);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(Start, _clock.GetUtcNow());
    }

    [Fact]
    public async Task Faults_are_exchanged_and_do_not_hit_the_desk_itself()
    {
        const string down =
            """[{"match":{"method":"*","path":"/**"},"from":1,"times":9,"do":{"action":"status","code":503}}]""";
        using var taken = await PutAsync("faults", down);
        using var hit = await _http.GetAsync(At("invoices"), Token);
        using var bad = await PutAsync("faults", "[{}]");
        using var still = await _http.GetAsync(At("invoices"), Token);
        using var lifted = await PutAsync("faults", "[]");
        using var refused = await _http.GetAsync(At("invoices"), Token);

        Assert.Equal(HttpStatusCode.NoContent, taken.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, hit.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, still.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, lifted.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task What_a_system_does_nothing_for_is_refused_and_what_it_does_is_told()
    {
        const string rows =
            """[{"match":{"method":"POST","path":"/invoices"},"from":1,"times":1,"do":{"action":"fail-rows","rows":[1],"code":"E","message":"no"}}]""";
        using var refused = await PutAsync("faults", rows);

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var said = await refused.Content.ReadAsStringAsync(Token);
        Assert.Contains("Rule 1 (POST /invoices)", said, StringComparison.Ordinal);
        Assert.Contains("does nothing for fail-rows", said, StringComparison.Ordinal);
        Assert.Contains("commit-then-drop", said, StringComparison.Ordinal);
        Assert.DoesNotContain("commit-late", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_delayed_is_carried_out_though_the_caller_has_gone()
    {
        await using var kantata = await SimulatedSystems
            .All.Single(x => x.Name is "kantata")
            .StartAsync(new SimulatorOptions(), Token);
        using var http = new HttpClient { BaseAddress = kantata.BaseAddress };
        http.DefaultRequestHeaders.Add("Authorization", "Bearer rehearsal");
        kantata.Faults = new FaultProgramme(
            new FaultRule(
                new FaultMatch("POST", "/api/v1/workspaces"),
                1,
                1,
                new FaultAction.Delay(500)
            )
        );
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var hit = WhenHitAsync(kantata.Faults, gone.CancelAsync);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            http.PostAsJsonAsync(
                At("api/v1/workspaces"),
                new { workspace = new { title = "Relief", creator_role = "maven" } },
                gone.Token
            )
        );
        await hit;

        JsonObject? told;
        do
        {
            await Task.Delay(20, Token);
            told = await http.GetFromJsonAsync<JsonObject>("api/v1/workspaces", Token);
        } while (told!["count"]!.GetValue<int>() == 0);
    }

    [Fact]
    public async Task An_unknown_lever_says_which_there_are()
    {
        using var answer = await _http.GetAsync(At("_sandbox/time"), Token);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync(Token);
        Assert.Contains("/_sandbox/clock", text, StringComparison.Ordinal);
    }

    private static async Task WhenHitAsync(FaultProgramme faults, Func<Task> act)
    {
        while (faults.Hits == 0)
        {
            await Task.Delay(5, Token);
        }

        await act();
    }

    private static Uri At(string path) => new(path, UriKind.Relative);

    private async Task<HttpResponseMessage> PutAsync(string lever, string text)
    {
        using var content = new StringContent(text);
        return await _http.PutAsync(At($"_sandbox/{lever}"), content, Token);
    }
}
