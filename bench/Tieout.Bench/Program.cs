using System.Globalization;
using Tieout.Bench.Kernels;
using Tieout.Bench.Pipeline;
using Tieout.Bench.Storage;

const string Help = """
    Compares the hub with the store's own limit: the pipeline stage by stage, or the log alone; and
    measures the kernels of the rules.

      dotnet run -c Release --project bench/Tieout.Bench -- kernels [--path FOLDER]

    One look-up of a rate on cards of 1, 10 and 1,000 lines; one invoice of 10,000 and 100,000 slices;
    new prices for as many. Time and bytes by slice are flat where growth is linear. The tables go to
    the folder as well (artifacts/kernels).

      dotnet run -c Release --project bench/Tieout.Bench -- pipeline [options]

      --entries A,B             time entries of the firm, 500 to 1000000; one run each, and their
                                cost compared (100000)
      --store sqlite|postgres   which store (sqlite)
      --postgres TEXT           an Npgsql connection string (TIEOUT_TEST_POSTGRES); schemas
                                bench_pipeline_* are made and removed
      --path FOLDER             where files and SQLite stores go; made and removed (temporary files)
      --engagements-max N       most engagements of the firm, which has one for each 300 entries (400)
      --page N                  rows of a page of files (5000, the connector's default)
      --format text|json        how results are printed (text)

    The firm of the demo, three months: files, intake, new prices, billing, payment. The target is in
    this process and posts at once, and every invoice is paid in full, so that paid work is let go of.
    Stages run one after the other; three runs of 20,000 entries go before, unmeasured, so that the
    code is compiled as it is in a hub that has run for a minute. The raw limit of a stage is the time that the same store takes for the payloads of
    the events that the stage stored (read tables: of all events), as below.

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

if (
    args.Length == 0
    || args[0] is not ("kernels" or "log" or "pipeline")
    || args.Contains("--help", StringComparer.Ordinal)
)
{
    await Console.Out.WriteLineAsync(Help);
    return args is [] or ["--help"] ? 0 : 2;
}

var given = args.Skip(1).Chunk(2).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);
if (args[0] is "kernels")
{
    KernelBench.Run(given.GetValueOrDefault("--path", "artifacts/kernels"));
    return 0;
}

if (args[0] is "pipeline")
{
    await PipelineBench.RunAsync(
        new PipelineSettings
        {
            Store = given.GetValueOrDefault("--store", "sqlite"),
            Connection =
                given.GetValueOrDefault("--postgres")
                ?? Environment.GetEnvironmentVariable("TIEOUT_TEST_POSTGRES"),
            Path = given.GetValueOrDefault("--path"),
            Entries =
            [
                .. given
                    .GetValueOrDefault("--entries", "100000")
                    .Split(',')
                    .Select(text => int.Parse(text, CultureInfo.InvariantCulture))
                    .Order(),
            ],
            EngagementsMax = Number("--engagements-max", 400),
            PageSize = Number("--page", 5_000),
            IsJson = given.GetValueOrDefault("--format", "text") is "json",
        },
        CancellationToken.None
    );
    return 0;
}

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
