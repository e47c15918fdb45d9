using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tieout.EndToEnd.Tests.Rest;

/// <summary>The real Redmine that the environment offers, with no projects at first.</summary>
internal sealed class RedmineUnderTest : IDisposable
{
    private const string HowToGetOne =
        "needs a Redmine server: eval \"$(tests/services/ensure.sh)\" sets TIEOUT_TEST_REDMINE";

    private readonly HttpClient _http;

    private RedmineUnderTest(string address, string key)
    {
        Address = address;
        Key = key;
        _http = new HttpClient { BaseAddress = new Uri(address) };
        _http.DefaultRequestHeaders.Add("X-Redmine-API-Key", key);
    }

    public string Address { get; }

    public string Key { get; }

    /// <summary>Skips the test where the environment offers no Redmine.</summary>
    public static async Task<RedmineUnderTest> ConnectAsync()
    {
        var address = Environment.GetEnvironmentVariable("TIEOUT_TEST_REDMINE");
        var key = Environment.GetEnvironmentVariable("TIEOUT_TEST_REDMINE_KEY");
        if (string.IsNullOrEmpty(address) || key is null)
        {
            // Where the services are required, a missing one is a failure and no reason to skip.
            Assert.NotEqual("required", Environment.GetEnvironmentVariable("TIEOUT_TEST_SERVICES"));
            Assert.Skip(HowToGetOne);
        }

        var redmine = new RedmineUnderTest(address, key);
        foreach (
            var project in (await redmine.GetAsync("projects.json?limit=100"))[
                "projects"
            ]!.AsArray()
        )
        {
            await redmine.SendAsync(
                HttpMethod.Delete,
                $"projects/{project!["id"]}.json",
                body: null
            );
        }

        return redmine;
    }

    /// <summary>A project that people book time on, under a contract.</summary>
    /// <returns>Its id.</returns>
    public async Task<int> AddProjectAsync(string identifier, string contract)
    {
        var created = await SendAsync(
            HttpMethod.Post,
            "projects.json",
            new
            {
                project = new
                {
                    name = identifier,
                    identifier,
                    homepage = contract,
                },
            }
        );
        return (int)created!["project"]!["id"]!;
    }

    /// <summary>Logs time as a person does: 0:20.</summary>
    /// <returns>Its id.</returns>
    public async Task<int> LogTimeAsync(int project, string day, string hours)
    {
        var activities = await GetAsync("enumerations/time_entry_activities.json");
        var created = await SendAsync(
            HttpMethod.Post,
            "time_entries.json",
            new
            {
                time_entry = new
                {
                    project_id = project,
                    spent_on = day,
                    hours,
                    activity_id = (int)activities["time_entry_activities"]![0]!["id"]!,
                },
            }
        );
        return (int)created!["time_entry"]!["id"]!;
    }

    public Task<JsonNode?> EditTimeAsync(int id, string hours) =>
        SendAsync(HttpMethod.Put, $"time_entries/{id}.json", new { time_entry = new { hours } });

    public Task<JsonNode?> DeleteTimeAsync(int id) =>
        SendAsync(HttpMethod.Delete, $"time_entries/{id}.json", body: null);

    public void Dispose() => _http.Dispose();

    private async Task<JsonNode> GetAsync(string path) =>
        (await SendAsync(HttpMethod.Get, path, body: null))!;

    private async Task<JsonNode?> SendAsync(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Content = body is null
            ? null
            : JsonContent.Create(body, options: JsonSerializerOptions.Default);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {text}");
        return text.Trim().Length == 0 ? null : JsonNode.Parse(text);
    }
}
