using System.Globalization;
using Tieout.Connectors.Files;
using Tieout.Domain.Canonical;
using Tieout.Host.Configuration;
using Tieout.Host.Hosting;
using Tieout.Runtime.Reconciliation;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>It does not matter how exports reach the hub, only what they say in the end.</summary>
public sealed class ArrivalThroughTheLogTests
{
    private const int Seeds = 20;
    private const int Entries = 60;

    // Moved work leaves a trace at its old place, if that had heard of it before the new one.
    private const string StandingWork = "WHERE deleted = 0 ";

    private static readonly LocalDate BeforeTheRun = new(2026, 10, 31);
    private static readonly LocalDate AfterTheRun = new(2026, 11, 2);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>
    /// Tables that say how exports arrived or when, and columns that count events and instants.
    /// </summary>
    private static IReadOnlyList<string> Questions { get; } =
    [
        .. ReadTables
            .All.Where(x => x.Name is not ("feed" or "billing_run" or "target_failure"))
            .Select(x =>
            {
                var columns = x.Columns.Select(column => column.Name).Where(IsContent).ToList();
                var list = string.Join(", ", columns);
                var where = x.Name.Equals("work", StringComparison.Ordinal) ? StandingWork : "";
                return $"SELECT '{x.Name}', {list} FROM {x.Name} {where}ORDER BY {list}";
            }),
    ];

    [Fact]
    public async Task Repeated_shuffled_and_cut_up_exports_end_in_the_same_books()
    {
        var facts = Story();
        var expected = await BooksAsync([facts], restartAfter: -1);
        Assert.Contains(expected, x => x.StartsWith("document ", StringComparison.Ordinal));
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            var pieces = Pieces(facts, random);

            var books = await BooksAsync(pieces, random.Next(2 * pieces.Count));

            Assert.True(
                expected.SequenceEqual(books, StringComparer.Ordinal),
                string.Create(CultureInfo.InvariantCulture, $"seed {seed}:\n")
                    + string.Join('\n', expected.Except(books).Select(x => "- " + x))
                    + string.Join('\n', books.Except(expected).Select(x => "\n+ " + x))
            );
        }
    }

    private static bool IsContent(string column) =>
        column is not ("seq" or "reference_version")
        && !column.EndsWith("_seq", StringComparison.Ordinal)
        && !column.EndsWith("_at", StringComparison.Ordinal);

    /// <summary>
    /// Entries in up to three versions: every fourth was corrected, every twelfth deleted, and
    /// every twelfth was first booked on another project of another contract.
    /// </summary>
    private static List<CanonicalFact> Story()
    {
        var facts = SmallFirm.MasterRecords.ToList();
        for (var i = 1; i <= Entries; i++)
        {
            var first = SmallFirm.Time(i, i % 12 == 1 ? "P-2" : "P-1", 1m);
            facts.Add(first);
            if (i % 4 == 1)
            {
                facts.Add(SmallFirm.Time(i, "P-1", 2.5m, version: 2));
            }

            if (i % 12 == 5)
            {
                facts.Add(SmallFirm.Time(i, "P-1", 2.5m, version: 3) with { IsDeleted = true });
            }
        }

        return facts;
    }

    /// <summary>Everything once in any order, and some of it again, in up to eight drops.</summary>
    private static List<IReadOnlyList<CanonicalFact>> Pieces(
        IReadOnlyList<CanonicalFact> facts,
        Random random
    )
    {
        var all = facts.Concat(facts.Where(_ => random.Next(3) == 0)).ToArray();
        random.Shuffle(all);
        var pieces = new List<IReadOnlyList<CanonicalFact>>();
        for (var at = 0; at < all.Length; )
        {
            var size = 1 + random.Next(all.Length / 3);
            // A contract may stand only once in a file.
            pieces.Add([.. all.Skip(at).Take(size).DistinctBy(x => (x.Identity, x.Version))]);
            at += size;
        }

        return pieces;
    }

    /// <summary>What the hub knows after it has read all drops, one a round, and then billed.</summary>
    /// <param name="restartAfter">The drop after which the hub is started anew; none if beyond.</param>
    private static async Task<IReadOnlyList<string>> BooksAsync(
        List<IReadOnlyList<CanonicalFact>> drops,
        int restartAfter
    )
    {
        var folder = Directory.CreateTempSubdirectory("tieout-arrival-");
        try
        {
            var configuration = Configure(folder.FullName);
            var clock = new Calendar { Today = BeforeTheRun };
            var hub = await StartAsync(configuration, clock);
            try
            {
                for (var i = 0; i < drops.Count; i++)
                {
                    Drop(folder.FullName, i, drops[i]);
                    _ = await hub.RunOnceAsync(new NoProgress(), Cancel);
                    if (i == restartAfter)
                    {
                        await hub.DisposeAsync();
                        hub = await StartAsync(configuration, clock);
                    }
                }

                clock.Today = AfterTheRun;
                _ = await hub.RunOnceAsync(new NoProgress(), Cancel);
                return await ReadAsync(hub);
            }
            finally
            {
                await hub.DisposeAsync();
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static HubConfiguration Configure(string folder)
    {
        Directory.CreateDirectory(Path.Combine(folder, "inbox"));
        var file = Path.Combine(folder, "hub.yaml");
        File.WriteAllText(
            file,
            """
            systems:
              chronos:
                kind: files
                folder: inbox
                settle: 0s
            billing:
              approve: automatic
              runs:
                every: month
                from: 2026-10
            """
        );
        Assert.True(
            ConfigurationReader.TryRead(file, out var configuration, out var problems),
            string.Join('\n', problems)
        );
        return configuration;
    }

    private static void Drop(string folder, int number, IReadOnlyList<CanonicalFact> facts)
    {
        using var writer = new FilesWriter(
            Path.Combine(folder, "inbox"),
            FileFormat.Csv,
            string.Create(CultureInfo.InvariantCulture, $"-{number:D3}")
        );
        foreach (var fact in facts)
        {
            writer.Write(fact);
        }

        _ = writer.Complete();
    }

    private static Task<HubHost> StartAsync(HubConfiguration configuration, IClock clock) =>
        HubHost.StartAsync(
            configuration,
            new HubSurroundings(clock, TimeProvider.System, Duration.Zero),
            TextWriter.Null,
            Cancel
        );

    private static async Task<IReadOnlyList<string>> ReadAsync(HubHost hub)
    {
        var rows = new List<string>();
        await using var moment = await hub.Store.Tables.OpenSnapshotAsync(Cancel);
        foreach (var question in Questions)
        {
            rows.AddRange(
                await moment.ListAsync(
                    question,
                    row =>
                        string.Join(
                            ' ',
                            Enumerable
                                .Range(0, row.FieldCount)
                                .Select(i =>
                                    Convert.ToString(row.GetValue(i), CultureInfo.InvariantCulture)
                                )
                        ),
                    Cancel
                )
            );
        }

        return rows;
    }

    /// <summary>Noon of a day that the test turns over.</summary>
    private sealed class Calendar : IClock
    {
        private readonly long _began = TimeProvider.System.GetTimestamp();

        public LocalDate Today { get; set; }

        public Instant GetCurrentInstant() =>
            Today.At(new LocalTime(12, 0)).InUtc().ToInstant()
            + Duration.FromTimeSpan(TimeProvider.System.GetElapsedTime(_began));
    }
}
