using System.Text;
using CsCheck;
using Tieout.Connectors.Files;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.Files;

public sealed class RoundTripTests
{
    [Fact]
    public async Task Entries_written_as_csv_in_any_shape_read_back_equal() =>
        await Gen.Select(EntryGen.Entries, Gen.Int[0, int.MaxValue])
            .SampleAsync(
                async (entries, seed) =>
                {
                    using var folder = new InboxFolder();
                    folder.Drop("time.csv", AnyCsv.Of(entries, new Choices(seed)));
                    await AssertReadAsync(folder, entries);
                },
                iter: 300
            );

    [Theory]
    [InlineData(FileFormat.Csv)]
    [InlineData(FileFormat.JsonLines)]
    public async Task Entries_written_by_the_writer_read_back_equal(FileFormat format) =>
        await EntryGen.Entries.SampleAsync(
            async entries =>
            {
                using var folder = new InboxFolder();
                Write(folder.Path, format, entries);
                await AssertReadAsync(folder, entries);
            },
            iter: 200
        );

    [Theory]
    [InlineData(FileFormat.Csv)]
    [InlineData(FileFormat.JsonLines)]
    public async Task A_changed_byte_never_crashes_the_reader_nor_touches_another_line(
        FileFormat format
    ) =>
        await Gen.Select(EntryGen.PlainEntries, Gen.Double[0, 1], Gen.Byte)
            .SampleAsync(
                async (entries, where, value) =>
                {
                    using var folder = new InboxFolder();
                    Write(folder.Path, format, entries);
                    var file = Directory.GetFiles(folder.Path).Single();
                    var bytes = await File.ReadAllBytesAsync(file);
                    var at = (int)(where * (bytes.Length - 1));
                    var firstLine = bytes.AsSpan(0, at).Count((byte)'\n');
                    var lines = bytes[at] is (byte)'\n' or (byte)'\r' ? 2 : 1;
                    bytes[at] = value;
                    await File.WriteAllBytesAsync(file, bytes);

                    var (facts, _) = await folder.TakeAsync();

                    var header = format is FileFormat.Csv ? 1 : 0;
                    if (firstLine >= header)
                    {
                        var untouched = entries.Where(
                            (_, i) => i + header < firstLine || i + header >= firstLine + lines
                        );
                        Assert.Empty(untouched.Except(facts.OfType<TimeEntry>()));
                    }
                },
                iter: 1_000
            );

    [Theory]
    [InlineData(FileFormat.Csv)]
    [InlineData(FileFormat.JsonLines)]
    public async Task Every_kind_of_fact_is_the_same_after_writing_reading_and_writing(
        FileFormat format
    )
    {
        using var folder = new InboxFolder();
        using var copy = new InboxFolder();
        Write(folder.Path, format, FactExamples.All);

        var read = new List<CanonicalFact>();
        foreach (var feed in folder.Open().Feeds)
        {
            var (facts, rejected) = await folder.TakeAsync(feed.Name);
            Assert.Empty(rejected.Select(x => x.Message));
            Assert.NotEmpty(facts);
            read.AddRange(facts);
        }

        Write(copy.Path, format, read);
        Assert.Equal(
            FactExamples.All.Select(x => x.Identity).Order(StringComparer.Ordinal),
            read.Select(x => x.Identity).Order(StringComparer.Ordinal)
        );
        Assert.Equal(Content(folder), Content(copy));
        Assert.Equal(
            FactExamples.All.OrderBy(x => x.Identity, StringComparer.Ordinal),
            read.OrderBy(x => x.Identity, StringComparer.Ordinal)
        );
    }

    [Fact]
    public void A_drop_that_is_not_completed_leaves_nothing()
    {
        using var folder = new InboxFolder();
        using (var writer = new FilesWriter(folder.Path, FileFormat.Csv))
        {
            writer.Write(FactExamples.All[0]);
        }

        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    private static async Task AssertReadAsync(InboxFolder folder, TimeEntry[] entries)
    {
        var (facts, rejected) = await folder.TakeAsync();
        Assert.Empty(rejected.Select(x => x.Message));
        Assert.Equal(entries, facts);
    }

    private static void Write(string folder, FileFormat format, IEnumerable<CanonicalFact> facts)
    {
        using var writer = new FilesWriter(folder, format, "-2026-10");
        foreach (var fact in facts)
        {
            writer.Write(fact);
        }

        _ = writer.Complete();
    }

    private static List<string> Content(InboxFolder folder) =>
        [
            .. Directory
                .GetFiles(folder.Path)
                .Order(StringComparer.Ordinal)
                .Select(x => Path.GetFileName(x) + "\n" + File.ReadAllText(x, Encoding.UTF8)),
        ];
}
