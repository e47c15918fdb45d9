using NodaTime;
using Tieout.Runtime.Storage;
using Tieout.Runtime.Storage.Sqlite;

// A hub that is meant to be killed: appends to many streams at once and reports each append on
// standard output once it is acknowledged, as "stream version sequence ."; the dot tells a whole
// line from one that the kill cut short. Its commits are heavy, so that a kill falls into one
// rather than between two.
const int Streams = 256;
var options = new SqliteLogOptions { Path = args[0], CheckpointBytes = 8 * 1024 * 1024 };
try
{
    await using var log = SqliteEventLog.Open(options, SystemClock.Instance);
    await Console.Out.WriteLineAsync("open");
    await Task.WhenAll(Enumerable.Range(0, Streams).Select(n => Task.Run(() => Append(log, n))));
    return 0;
}
catch (StoreInUseException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 3;
}

static async Task Append(SqliteEventLog log, int number)
{
    var stream = new StreamId("crash", $"s{number}");
    long version = 0;
    await foreach (var e in log.ReadStreamAsync(stream, 0, CancellationToken.None))
    {
        version = e.Version;
    }

    var data = new byte[4_000];
    while (true)
    {
        BitConverter.TryWriteBytes(data, version + 1);
        var e = new NewEvent("tick", 1, data.ToArray(), $"{stream}-{version + 1}", null);
        var sequence = await log.AppendAsync(stream, version, [e], CancellationToken.None);
        version++;
        var line = FormattableString.Invariant($"{stream.Key} {version} {sequence} .");
        await Console.Out.WriteLineAsync(line);
    }
}
