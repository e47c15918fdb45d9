using System.Diagnostics;
using System.Globalization;
using System.Text;
using Tieout.EndToEnd.Tests.Hub;
using Tieout.Host.Secrets;

namespace Tieout.EndToEnd.Tests.CommandLine;

/// <summary>`tieout secret`: what it keeps the hub can use, and nothing says it.</summary>
public sealed class SecretCommandTests : IDisposable
{
    /// <summary>Not what the ledger takes, so that it can be told from it.</summary>
    private const string Secret = "hunt/er2+7f3a9 c41d6";

    private readonly DirectoryInfo _keys = Directory.CreateTempSubdirectory("tieout-keys-");

    private string Keys => Path.Combine(_keys.FullName, "keys");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _keys.Delete(recursive: true);

    [Fact]
    public async Task What_is_set_is_what_the_hub_logs_in_with()
    {
        await using var bench = await HubBench.StartAsync();
        UseStore(bench);

        var (code, output, _) = await RunAsync(bench, string.Empty, "check");
        Assert.Equal(1, code);
        Assert.Contains("FAIL secret of ledger", output, StringComparison.Ordinal);
        Assert.Contains("'tieout secret set ledger'", output, StringComparison.Ordinal);

        await RunAsync(bench, "rehearsal\n", "secret", "set", "ledger");
        (code, output, var errors) = await RunAsync(bench, string.Empty, "check");
        Assert.Contains(
            "ok   secret of ledger: store:ledger is there",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains("ok   system ledger: answers", output, StringComparison.Ordinal);
        Assert.Equal((0, string.Empty), (code, errors));

        await RunAsync(bench, "rehearsal2", "secret", "set", "ledger");
        (_, output, _) = await RunAsync(bench, string.Empty, "check");
        Assert.Contains("FAIL system ledger", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_value_is_said_or_kept_in_clear()
    {
        await using var bench = await HubBench.StartAsync();
        UseStore(bench);
        var said = new StringBuilder();
        (string Input, int Code, string[] Arguments)[] runs =
        [
            (Secret, 0, ["secret", "set", "ledger", "--verbose"]),
            (Secret, 0, ["secret", "set", "ledger", "--format", "json"]),
            (string.Empty, 0, ["secret", "list", "--verbose"]),
            (string.Empty, 0, ["secret", "list", "--format", "json"]),
            (string.Empty, 1, ["check", "--verbose"]),
            (string.Empty, 3, ["run", "--once", "--verbose"]),
            // The slips: a value where a name or nothing should be.
            (string.Empty, 2, ["secret", "set", Secret]),
            (string.Empty, 2, ["secret", "set", "ledger", Secret]),
            (string.Empty, 2, ["secret", "set", "ledger", "--" + Secret]),
            (string.Empty, 2, ["secret", "remove", Secret, "--verbose"]),
        ];
        foreach (var (input, expected, arguments) in runs)
        {
            var (code, output, errors) = await RunAsync(bench, input, arguments);
            Assert.True(expected == code, $"{string.Join(' ', arguments)}: {code} {errors}");
            said.Append(output).Append(errors);
        }

        Assert.Contains("never an argument", said.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, said.ToString(), StringComparison.Ordinal);
        string[] files =
        [
            .. Directory.EnumerateFiles(bench.Folder, "*", SearchOption.AllDirectories),
            .. Directory.EnumerateFiles(_keys.FullName, "*", SearchOption.AllDirectories),
        ];
        Assert.Contains(Path.Combine(bench.Folder, ".tieout", "secrets.db"), files);
        foreach (var file in files.Where(x => Path.GetExtension(x) is not ".lock"))
        {
            var bytes = await File.ReadAllBytesAsync(file, Cancellation);
            Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Secret)) < 0, file);
        }
    }

    [Fact]
    public async Task Names_are_listed_and_removed()
    {
        await using var bench = await HubBench.StartAsync();
        UseStore(bench);

        var (code, output, _) = await RunAsync(bench, string.Empty, "secret", "list");
        Assert.Equal(0, code);
        Assert.StartsWith("There is no secret in ", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(bench.Folder, ".tieout")));

        (code, output, _) = await RunAsync(bench, "1", "secret", "set", "ledger");
        Assert.Equal(0, code);
        Assert.Contains($"Its key is in {Keys}", output, StringComparison.Ordinal);
        (code, output, _) = await RunAsync(bench, "2", "secret", "set", "ledger");
        Assert.StartsWith("ledger is replaced in ", output, StringComparison.Ordinal);
        (_, output, _) = await RunAsync(bench, string.Empty, "secret", "list");
        Assert.Matches("ledger +20[0-9]{2}-", output);

        (code, _, var errors) = await RunAsync(bench, string.Empty, "secret", "remove", "ledger");
        Assert.Equal(0, code);
        Assert.Contains("still names it: system ledger", errors, StringComparison.Ordinal);
        (code, _, errors) = await RunAsync(bench, string.Empty, "secret", "remove", "ledger");
        Assert.Equal(1, code);
        Assert.Contains("has no secret 'ledger'", errors, StringComparison.Ordinal);
        (code, _, errors) = await RunAsync(bench, "\n", "secret", "set", "ledger");
        Assert.Equal((2, "error: The secret is empty."), (code, errors));
    }

    [Fact]
    public async Task Processes_that_write_at_once_lose_nothing()
    {
        const int writers = 5;
        await using var bench = await HubBench.StartAsync();

        var ended = await Task.WhenAll(
            Enumerable
                .Range(0, writers)
                .Select(i => RunAsync(bench, $"value {i}", "secret", "set", $"name-{i}"))
        );

        Assert.All(ended, x => Assert.Equal((0, string.Empty), (x.Code, x.Errors)));
        var store = new SecretStore(Path.Combine(bench.Folder, ".tieout"), new KeyRing(Keys));
        for (var i = 0; i < writers; i++)
        {
            Assert.True(SecretName.TryParse($"name-{i}", out var name));
            Assert.Equal($"value {i}", store.Read(name));
        }
    }

    [Fact]
    public async Task A_manifest_is_tried_out_with_a_secret_of_the_store()
    {
        await using var bench = await HubBench.StartAsync();
        await File.WriteAllTextAsync(
            Path.Combine(bench.Folder, "some.yaml"),
            """
            manifest: 1
            system: Something
            secrets: { key: store:key }
            auth: { kind: bearer, secret: key }
            check: { path: check }
            resources:
              people:
                feed: resources
                path: people
                records: people
                fields: { code: id, version: version, name: name }
            """,
            Cancellation
        );
        string[] test = ["connector", "test", "some.yaml", "--address", HubBench.Nowhere];

        var (code, _, errors) = await RunAsync(bench, string.Empty, test);
        Assert.Equal(2, code);
        Assert.Contains("'tieout secret set key'", errors, StringComparison.Ordinal);

        await RunAsync(bench, Secret, "secret", "set", "key");
        (code, _, _) = await RunAsync(bench, string.Empty, test);
        Assert.Equal(3, code);

        (code, _, errors) = await RunAsync(bench, string.Empty, [.. test, "--config", "no.yaml"]);
        Assert.Equal(2, code);
        Assert.Contains("no.yaml", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_asked_types_and_nothing_shows()
    {
        Assert.SkipUnless(
            File.Exists("/usr/bin/script"),
            "needs script of util-linux for a terminal"
        );
        await using var bench = await HubBench.StartAsync();
        var program = Path.Combine(AppContext.BaseDirectory, "tieout.dll");
        var plan = new ProcessStartInfo("/usr/bin/script")
        {
            WorkingDirectory = bench.Folder,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            Environment = { ["TIEOUT_KEYS"] = Keys },
            ArgumentList =
            {
                "--quiet",
                "--return",
                "--command",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"dotnet '{program}' secret set ledger"
                ),
                "/dev/null",
            },
        };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(60));
        using var process = Process.Start(plan)!;
        var screen = new StringBuilder();
        var letter = new char[1];
        while (!screen.ToString().EndsWith("shown):", StringComparison.Ordinal))
        {
            Assert.Equal(1, await process.StandardOutput.ReadAsync(letter, limit.Token));
            screen.Append(letter);
        }

        await process.StandardInput.WriteAsync((Secret + "\r").AsMemory(), limit.Token);
        await process.StandardInput.FlushAsync(limit.Token);
        screen.Append(await process.StandardOutput.ReadToEndAsync(limit.Token));
        await process.WaitForExitAsync(limit.Token);

        Assert.Equal(0, process.ExitCode);
        Assert.DoesNotContain(Secret, screen.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunt", screen.ToString(), StringComparison.Ordinal);
        Assert.True(SecretName.TryParse("ledger", out var name));
        var store = new SecretStore(Path.Combine(bench.Folder, ".tieout"), new KeyRing(Keys));
        Assert.Equal(Secret, store.Read(name));
    }

    private static void UseStore(HubBench bench)
    {
        File.Delete(Path.Combine(bench.Folder, "secret"));
        var text = File.ReadAllText(bench.ConfigFile);
        File.WriteAllText(
            bench.ConfigFile,
            text.Replace("file:secret", "store:ledger", StringComparison.Ordinal)
        );
    }

    private Task<(int Code, string Output, string Errors)> RunAsync(
        HubBench bench,
        string input,
        params string[] arguments
    ) => TieoutProcess.RunWithAsync(bench.Folder, [("TIEOUT_KEYS", Keys)], input, arguments);
}
