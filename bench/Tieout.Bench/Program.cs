using System.Globalization;
using Tieout.Bench.Storage;

const string Help = """
    Compares the event log's appends with the store's own limit.

      dotnet run -c Release --project bench/Tieout.Bench -- log [options]

      --store sqlite|postgres   which store (sqlite)
      --path FILE               SQLite: where the files go; made and removed (a temporary folder)
      --connection TEXT         PostgreSQL: an Npgsql connection string; schemas bench_raw and
                                bench_log are made and removed
      --rows N                  events in all (200000)
      --bytes N                 payload of each (300)
      --streams N               streams that the events are spread over (2000)
      --producers N             appends under way at once, each for streams of its own (64)
      --batches A,B             events of one append; one run each (50,500)
      --keys true|false         whether each event has a business key (true)

    The raw limit inserts the same bytes into a plain table with nothing but a primary key, 2,000
    rows a transaction, equally durable: on SQLite with one prepared statement, on PostgreSQL with
    unnest and with binary COPY. "us" is processor time of this process per event.
    """;

if (args.Length == 0 || args[0] is not "log" || args.Contains("--help", StringComparer.Ordinal))
{
    await Console.Out.WriteLineAsync(Help);
    return args is [] or ["--help"] ? 0 : 2;
}

var given = args.Skip(1).Chunk(2).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
var settings = new LogBenchSettings
{
    Store = given.GetValueOrDefault("--store", "sqlite"),
    Path = given.GetValueOrDefault("--path"),
    Connection = given.GetValueOrDefault("--connection"),
    Rows = Number("--rows", 200_000),
    Bytes = Number("--bytes", 300),
    Streams = Number("--streams", 2_000),
    Producers = Number("--producers", 64),
    Batches =
    [
        .. given
            .GetValueOrDefault("--batches", "50,500")
            .Split(',')
            .Select(text => int.Parse(text, CultureInfo.InvariantCulture)),
    ],
    Keys = bool.Parse(given.GetValueOrDefault("--keys", "true")),
};
await LogBench.RunAsync(settings, CancellationToken.None);
return 0;

int Number(string name, int fallback) =>
    given.TryGetValue(name, out var text)
        ? int.Parse(text, CultureInfo.InvariantCulture)
        : fallback;
