using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Tieout.EndToEnd.Tests.CommandLine;

namespace Tieout.EndToEnd.Tests.Rest;

/// <summary>A system whose refresh tokens are good once, in processes that follow one another.</summary>
public sealed class ReplacedTokenTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tieout-token-");
    private readonly DirectoryInfo _keys = Directory.CreateTempSubdirectory("tieout-keys-");
    private int _good = 1;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        _keys.Delete(recursive: true);
    }

    [Fact]
    public async Task A_token_of_the_store_is_replaced_there_and_every_process_goes_on()
    {
        await using var server = await StartAsync();
        Connect(server, "store:refresh");
        var (set, _, _) = await RunAsync("token-1", "secret", "set", "refresh");
        Assert.Equal(0, set);

        for (var i = 0; i < 3; i++)
        {
            var (code, output, errors) = await TestAsync();
            Assert.True(code == 0, output + errors);
            Assert.DoesNotContain("warning", errors, StringComparison.Ordinal);
        }

        Assert.Equal(4, _good);
    }

    [Fact]
    public async Task A_token_of_a_file_cannot_be_replaced_and_that_is_said()
    {
        await using var server = await StartAsync();
        Connect(server, "file:refresh");
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "refresh"),
            "token-1",
            Cancellation
        );

        var (code, output, errors) = await TestAsync();
        Assert.True(code == 0, output + errors);
        Assert.Contains(
            "warning: The system has replaced the secret 'refresh', and the new one cannot be kept in file:",
            errors,
            StringComparison.Ordinal
        );

        (code, output, _) = await TestAsync();
        Assert.NotEqual(0, code);
        Assert.Contains(
            "The refresh token may be spent or expired: get a new one.",
            output,
            StringComparison.Ordinal
        );
    }

    private Task<(int Code, string Output, string Errors)> TestAsync() =>
        RunAsync(string.Empty, "connector", "test", "acme.yaml");

    private Task<(int Code, string Output, string Errors)> RunAsync(
        string input,
        params string[] arguments
    ) =>
        TieoutProcess.RunWithAsync(
            _folder.FullName,
            [("TIEOUT_KEYS", _keys.FullName)],
            input,
            arguments
        );

    private void Connect(WebApplication server, string place)
    {
        File.WriteAllText(
            Path.Combine(_folder.FullName, "acme.yaml"),
            $$"""
            manifest: 1
            system: Acme
            address: {{server.Urls.Single()}}
            secrets: { refresh: {{place}} }
            auth: { kind: oauth2, tokenUrl: token, grant: refresh-token, clientId: hub, refreshToken: refresh }
            resources:
              people: { feed: resources, path: people, fields: { code: code, name: name } }
            """
        );
        File.WriteAllText(
            Path.Combine(_folder.FullName, "hub.yaml"),
            "systems:\n  a: { kind: rest, manifest: acme.yaml }\n"
        );
    }

    private async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        server.Run(AnswerAsync);
        await server.StartAsync(Cancellation);
        return server;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path.Value is not "/token")
        {
            await context.Response.WriteAsJsonAsync(Array.Empty<string>(), context.RequestAborted);
            return;
        }

        using var reader = new StreamReader(context.Request.Body);
        var form = await reader.ReadToEndAsync(context.RequestAborted);
        var good = _good.ToString(CultureInfo.InvariantCulture);
        if (!form.Contains($"refresh_token=token-{good}&", StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsJsonAsync(
                new { error = "invalid_grant" },
                context.RequestAborted
            );
            return;
        }

        var next = Interlocked.Increment(ref _good).ToString(CultureInfo.InvariantCulture);
        await context.Response.WriteAsJsonAsync(
            new { access_token = $"access-{next}", refresh_token = $"token-{next}" },
            context.RequestAborted
        );
    }
}
