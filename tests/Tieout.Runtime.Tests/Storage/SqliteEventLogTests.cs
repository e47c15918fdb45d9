using Tieout.Runtime.Storage;
using Tieout.Runtime.Storage.Sqlite;

namespace Tieout.Runtime.Tests.Storage;

/// <summary>The event log in a SQLite file.</summary>
public sealed class SqliteEventLogTests : EventLogConformance
{
    private readonly TestFolder _folder = new();

    private string Path => _folder.File("hub.db");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_second_hub_in_this_process_is_refused_the_file()
    {
        var refused = Assert.Throws<StoreInUseException>(() => OpenFile(Path));
        Assert.Contains(
            "Another hub is running on " + Path,
            refused.Message,
            StringComparison.Ordinal
        );
        await Log.DisposeAsync();
        await (await OpenAsync()).DisposeAsync();
    }

    /// <summary>
    /// After a kill, whoever reads first recovers the file and has it alone meanwhile. Before the time
    /// to wait was set first, a hub that started at that moment gave up at once.
    /// </summary>
    [Fact]
    public async Task A_hub_waits_for_whoever_has_the_file_to_himself_at_the_moment()
    {
        var path = _folder.File("held.db");
        await using var holder = new Microsoft.Data.Sqlite.SqliteConnection(
            $"Data Source={path};Pooling=False"
        );
        await holder.OpenAsync(TestContext.Current.CancellationToken);
        SqliteSchema.Execute(holder, "CREATE TABLE held(id INTEGER); BEGIN EXCLUSIVE");

        var opening = Task.Run(() => OpenFile(path), TestContext.Current.CancellationToken);
        var soon = Task.Delay(
            TimeSpan.FromMilliseconds(200),
            TestContext.Current.CancellationToken
        );
        Assert.Same(soon, await Task.WhenAny(opening, soon));

        SqliteSchema.Execute(holder, "COMMIT");
        await (await opening).DisposeAsync();
    }

    [Fact]
    public async Task A_file_of_a_newer_hub_is_refused()
    {
        await Log.DisposeAsync();
        using (var connection = SqliteSchema.Connect(Path, 1))
        {
            SqliteSchema.Execute(connection, "UPDATE schema_version SET version = 7");
        }

        var refused = Assert.Throws<StoreVersionException>(() => OpenFile(Path));
        Assert.Equal((7, 1), (refused.Found, refused.Known));

        // The file is free again.
        using (var connection = SqliteSchema.Connect(Path, 1))
        {
            SqliteSchema.Execute(connection, "UPDATE schema_version SET version = 1");
        }

        await (await OpenAsync()).DisposeAsync();
    }

    [Fact]
    public void Every_commit_is_flushed_to_the_disk()
    {
        using var connection = SqliteSchema.Connect(Path, 1);
        using var synchronous = new SqliteStatement(connection, "PRAGMA synchronous");
        Assert.Equal(2, synchronous.Scalar());
    }

    [Fact]
    public async Task The_write_ahead_log_does_not_grow_without_bound()
    {
        await Log.DisposeAsync();
        const int Bound = 512 * 1024;
        var path = _folder.File("small.db");
        await using var log = OpenFile(path, Bound);
        for (var n = 0; n < 600; n++)
        {
            await log.AppendAsync(Billing, n, [new("a", 1, new byte[8_000], null, null)], Token);
        }

        // Sixteen commits pass between two looks, and some while the copy runs.
        Assert.InRange(new FileInfo(path + "-wal").Length, 1, 4 * Bound);
    }

    [Fact]
    public async Task A_hole_in_the_log_stops_every_reader()
    {
        await AppendAsync(Billing, 0, Event("a"), Event("b"), Event("c"));
        using (var connection = SqliteSchema.Connect(Path, 1))
        {
            SqliteSchema.Execute(connection, "DELETE FROM event WHERE sequence = 2");
        }

        await Assert.ThrowsAsync<LogDamagedException>(() => Log.ReadAllAsync(0, 10, Token));
        await Assert.ThrowsAsync<LogDamagedException>(() => ReadAsync(Billing));
    }

    [Fact]
    public async Task A_full_disk_fails_the_append_and_leaves_the_log_whole()
    {
        await AppendAsync(Billing, 0, Event("a"));
        using var blocker = SqliteSchema.Connect(Path, 1);
        SqliteSchema.Execute(
            blocker,
            "CREATE TRIGGER full BEFORE INSERT ON event BEGIN SELECT raise(FAIL, 'full'); END"
        );

        await Assert.ThrowsAnyAsync<Exception>(() => AppendAsync(Billing, 1, Event("b")));
        SqliteSchema.Execute(blocker, "DROP TRIGGER full");

        Assert.Equal(2, await AppendAsync(Billing, 1, Event("b")));
        await AssertWholeAsync(2);
    }

    protected override Task<IEventLog> OpenAsync() => Task.FromResult<IEventLog>(OpenFile(Path));

    protected override Task<IEventLog> OpenRivalAsync() => Task.FromResult(Log);

    private SqliteEventLog OpenFile(string path, long checkpointBytes = 64 << 20) =>
        SqliteEventLog.Open(
            new SqliteLogOptions { Path = path, CheckpointBytes = checkpointBytes },
            Clock
        );
}
