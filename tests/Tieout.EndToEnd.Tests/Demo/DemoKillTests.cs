using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Tieout.Testing;

namespace Tieout.EndToEnd.Tests.Demo;

/// <summary>
/// The command is killed at random moments and started again until it has ended, over and over. The
/// moments follow from a seed; <c>TIEOUT_KILLS</c> and <c>TIEOUT_KILL_SEED</c> change both.
/// </summary>
public sealed class DemoKillTests : IDisposable
{
    private const int Entries = 1_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tieout-kill-");

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Killed_at_any_moment_it_ends_in_the_same_state_and_bills_nothing_twice()
    {
        var kills = Setting("TIEOUT_KILLS", LongRuns.Or(50, 20));
        var seed = Setting("TIEOUT_KILL_SEED", 1);
        var began = Stopwatch.GetTimestamp();
        var undisturbed = await RunAsync("undisturbed", Patience);
        var length = Stopwatch.GetElapsedTime(began);
        Assert.True(undisturbed.ExitCode == 0, undisturbed.Output + undisturbed.Errors);
        var expected = DemoCommandLine.DocumentsByReference(Path("undisturbed"));

        var killed = 0;
        var round = 0;
        for (var attempt = 0; killed < kills; attempt++)
        {
            var name = Name(round);
            var limit = length * ((150 + Draw(seed, attempt)) / 1000.0);
            var run = await RunAsync(name, limit);
            killed += run.IsKilled ? 1 : 0;
            if (!run.IsKilled)
            {
                Compare(run, undisturbed, expected, name);
                round++;
            }
        }

        Compare(await RunAsync(Name(round), Patience), undisturbed, expected, Name(round));
        TestContext.Current.SendDiagnosticMessage(
            $"{killed} kills over {round + 1} stories in {Stopwatch.GetElapsedTime(began)}."
        );
    }

    private void Compare(
        DemoRun run,
        DemoRun undisturbed,
        IReadOnlyDictionary<string, long> expected,
        string name
    )
    {
        Assert.True(run.ExitCode == 0, $"{name}: {run.ExitCode} {run.Output}{run.Errors}");
        Assert.Equal(undisturbed.Fingerprint, run.Fingerprint);
        var documents = DemoCommandLine.DocumentsByReference(Path(name));
        Assert.All(documents, x => Assert.Equal(1, x.Value));
        Assert.Equal(expected.Keys.Order(), documents.Keys.Order());
    }

    private Task<DemoRun> RunAsync(string name, TimeSpan killAfter) =>
        DemoCommandLine.RunAsync(Path(name), Entries, killAfter, CancellationToken);

    private string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    private static string Name(int round) =>
        string.Create(CultureInfo.InvariantCulture, $"story-{round}");

    /// <summary>From 0 to 599, by seed and attempt alone.</summary>
    private static int Draw(int seed, int attempt)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{seed}/{attempt}");
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return (int)(BinaryPrimitives.ReadUInt32BigEndian(hash) % 600);
    }

    private static int Setting(string name, int standard) =>
        int.TryParse(
            Environment.GetEnvironmentVariable(name),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var value
        )
            ? value
            : standard;
}
