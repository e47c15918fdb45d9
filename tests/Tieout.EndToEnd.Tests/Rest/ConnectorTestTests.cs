using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Tieout.EndToEnd.Tests.CommandLine;

namespace Tieout.EndToEnd.Tests.Rest;

/// <summary>Who writes a manifest tries it out before there is a hub.</summary>
public sealed class ConnectorTestTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tieout-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("", 0, "note 1 records were read on one page", "look at what is marked note.")]
    [InlineData(
        "paging: { kind: token, parameter: c, next: nxt }",
        1,
        "FAIL 'nxt' of paging is in no answer; the answer has: next, items, total.",
        "Put right what is marked FAIL, then test again."
    )]
    public async Task A_list_that_may_go_on_does_not_count_as_understood(
        string paging,
        int expected,
        string told,
        string last
    )
    {
        await using var server = await StartAsync();
        Write(server, paging);

        var (code, output, errors) = await RunAsync("right");

        Assert.True(code == expected, output + errors);
        Assert.Contains(told, output, StringComparison.Ordinal);
        Assert.EndsWith(last, output.TrimEnd(), StringComparison.Ordinal);
        Assert.DoesNotContain("Everything", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--all", "3 on 3 pages, the last one included")]
    [InlineData("--pages=1", "1 on the first page, and there are more")]
    public async Task More_pages_are_looked_at_when_that_is_wanted(string option, string told)
    {
        await using var server = await StartAsync();
        Write(server, "paging: { kind: token, parameter: c, next: next }");

        var (code, output, errors) = await RunAsync("right", option);

        Assert.True(code == 0, output + errors);
        Assert.Contains(told, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_secret_says_where_secrets_come_from_without_a_hub()
    {
        await using var server = await StartAsync();
        Write(server, string.Empty);

        var (code, output, _) = await RunAsync("wrong");

        Assert.Equal(3, code);
        Assert.Contains(
            "Check the secrets: key is env:TEST_KEY (--secret name=... says another place).",
            output,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("hub.yaml", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--secret=kay=env:X", "--secret: 'kay' is none of the manifest's; it has: key.")]
    [InlineData("--set=tenent=7", "--set: 'tenent' is none of the manifest's; it has none.")]
    [InlineData("--pages=0", "--pages: 1 or more.")]
    [InlineData("--pages=3 --all", "--pages and --all: say one of them.")]
    public async Task What_the_manifest_does_not_have_is_refused(string options, string told)
    {
        await using var server = await StartAsync();
        Write(server, string.Empty);

        var (code, _, errors) = await RunAsync("right", options.Split(' '));

        Assert.Equal(2, code);
        Assert.Contains(told, errors, StringComparison.Ordinal);
    }

    private Task<(int Code, string Output, string Errors)> RunAsync(
        string key,
        params string[] more
    ) =>
        TieoutProcess.RunWithAsync(
            _folder.FullName,
            [("TEST_KEY", key)],
            string.Empty,
            ["connector", "test", "acme.yaml", .. more]
        );

    private void Write(WebApplication server, string paging) =>
        File.WriteAllText(
            Path.Combine(_folder.FullName, "acme.yaml"),
            $$"""
            manifest: 1
            system: Acme
            address: {{server.Urls.Single()}}
            secrets: { key: env:TEST_KEY }
            auth: { kind: header, header: X-Key, secret: key }
            resources:
              people:
                feed: resources
                path: people
                records: items
                {{paging}}
                fields: { code: code, name: name }
            """,
            Encoding.UTF8
        );

    /// <summary>Three pages of one person each.</summary>
    private static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.Run(context =>
        {
            if (context.Request.Headers["X-Key"] != "right")
            {
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return Task.CompletedTask;
            }

            var at = context.Request.Query["c"].ToString() is { Length: > 0 } c ? c[0] - '0' : 0;
            return context.Response.WriteAsync(
                $$"""
                { "items": [{ "code": "c{{at}}", "name": "N" }], "total": 3,
                  "next": {{(at < 2 ? $"\"{at + 1}\"" : "null")}} }
                """,
                context.RequestAborted
            );
        });
        await server.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }
}
