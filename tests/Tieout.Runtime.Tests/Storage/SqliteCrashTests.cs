using System.Diagnostics;
using System.Globalization;
using NodaTime.Testing;
using Tieout.Runtime.Storage;
using Tieout.Runtime.Storage.Sqlite;

namespace Tieout.Runtime.Tests.Storage;

/// <summary>A hub process that is killed while it appends.</summary>
/// <remarks>Killing a process loses what it had not handed to the operating system; what a power
/// cut would lose is up to the flush, see <c>Every_commit_is_flushed_to_the_disk</c>.</remarks>
public sealed class SqliteCrashTests : IDisposable
{
    private const int Rounds = 10;

    private readonly TestFolder _folder = new();
    private readonly FakeClock _clock = new(Instant.FromUtc(2026, 3, 31, 22, 15));

    private string Path => _folder.File("hub.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Nothing_that_was_acknowledged_is_lost_or_doubled_by_a_kill()
    {
        var acknowledged = new Dictionary<(string Stream, long Version), long>();
        for (var round = 0; round < Rounds; round++)
        {
            await RunUntilKilledAsync(killAfter: 1 + (round * 97), acknowledged);

            await using var log = OpenLog();
            var stored = await ReadAllAsync(log);

            // Sequences 1, 2, 3… and no version twice: ReadAllAsync refuses a hole.
            Assert.Equal(
                stored.Count,
                stored.Select(e => (e.Stream.Key, e.Version)).Distinct().Count()
            );
            var sequences = stored.ToDictionary(e => (e.Stream.Key, e.Version), e => e.Sequence);
            Assert.All(acknowledged, ack => Assert.Equal(ack.Value, sequences[ack.Key]));
            Assert.All(stored, e => Assert.Equal(e.Version, BitConverter.ToInt64(e.Data.Span)));
        }

        Assert.True(acknowledged.Count > Rounds * 97, "The hub hardly got to work.");
    }

    [Fact]
    public async Task A_second_hub_process_is_refused_the_file_and_told_why()
    {
        await using var log = OpenLog();
        using var second = Start();

        var message = await second.StandardError.ReadToEndAsync(Token);
        await second.WaitForExitAsync(Token);

        Assert.Equal(3, second.ExitCode);
        Assert.StartsWith("Another hub is running on " + Path, message, StringComparison.Ordinal);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task RunUntilKilledAsync(
        int killAfter,
        Dictionary<(string Stream, long Version), long> acknowledged
    )
    {
        using var hub = Start();
        Assert.Equal("open", await hub.StandardOutput.ReadLineAsync(Token));
        var lines = 0;
        while (await hub.StandardOutput.ReadLineAsync(Token) is { } line)
        {
            // What the pipe still held at the kill counts too; a line that it cut does not.
            if (line.Split(' ') is [var stream, var version, var sequence, "."])
            {
                acknowledged[(stream, Number(version))] = Number(sequence);
            }

            if (++lines == killAfter)
            {
                hub.Kill();
            }
        }

        await hub.WaitForExitAsync(Token);
    }

    private static async Task<List<StoredEvent>> ReadAllAsync(SqliteEventLog log)
    {
        var all = new List<StoredEvent>();
        while (true)
        {
            var page = await log.ReadAllAsync(all.Count, 2_000, Token);
            if (page.Count == 0)
            {
                return all;
            }

            all.AddRange(page);
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private SqliteEventLog OpenLog() =>
        SqliteEventLog.Open(new SqliteLogOptions { Path = Path }, _clock);

    private Process Start()
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(
            System.IO.Path.Combine(AppContext.BaseDirectory, "Tieout.Runtime.Tests.Crash.dll")
        );
        start.ArgumentList.Add(Path);
        return Process.Start(start)!;
    }
}
