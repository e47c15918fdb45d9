using System.Text;
using System.Text.Json;
using NodaTime.Testing;
using Tieout.Connect;
using Tieout.Connectors.Files;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.Files;

/// <summary>A folder of its own for one test.</summary>
internal sealed class InboxFolder : IDisposable
{
    public const string Header = "id,version,project,resource,work_date,hours,status,note\n";

    public string Path { get; } = Directory.CreateTempSubdirectory("tieout-files-").FullName;

    public FakeClock Clock { get; } = new(Instant.FromUtc(2026, 11, 1, 8, 0));

    public FilesOptions Options =>
        new()
        {
            System = "chronos",
            Folder = Path,
            PageSize = 4,
            Settle = Duration.Zero,
        };

    public void Dispose() => Directory.Delete(Path, recursive: true);

    public static string Row(string id, string hours = "7.5", string note = "") =>
        $"{id},1,P-1,R-7,2026-10-14,{hours},approved,{note}\n";

    public string At(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    public InboxFolder Drop(string name, string content)
    {
        File.WriteAllText(At(name), content);
        return this;
    }

    public InboxFolder Drop(string name, byte[] content)
    {
        File.WriteAllBytes(At(name), content);
        return this;
    }

    public FilesSource Open(Func<FilesOptions, FilesOptions>? with = null) =>
        new(with is null ? Options : with(Options), Clock);

    public async Task<List<Page>> ReadAsync(
        string feed = "time",
        Func<FilesOptions, FilesOptions>? with = null,
        Cursor? after = null
    )
    {
        var source = Open(with);
        var pages = new List<Page>();
        await foreach (
            var page in source.ReadAsync(
                FeedOf(source, feed),
                after ?? Cursor.Start,
                TestContext.Current.CancellationToken
            )
        )
        {
            pages.Add(page);
        }

        return pages;
    }

    public Task AcknowledgeAsync(Cursor cursor, string feed = "time")
    {
        var source = Open();
        return source.AcknowledgeAsync(
            FeedOf(source, feed),
            cursor,
            TestContext.Current.CancellationToken
        );
    }

    public async Task<(List<CanonicalFact> Facts, List<RejectedRecord> Rejected)> TakeAsync(
        string feed = "time",
        Func<FilesOptions, FilesOptions>? with = null
    )
    {
        var pages = await ReadAsync(feed, with);
        return (
            [.. pages.SelectMany(x => x.Records).Select(x => x.Fact)],
            [.. pages.SelectMany(x => x.Rejected)]
        );
    }

    /// <summary>Reads one drop that must have exactly one thing wrong.</summary>
    public async Task<RejectedRecord> OneRejectedAsync(
        IReadOnlyList<string> expectedIds,
        string feed = "time",
        Func<FilesOptions, FilesOptions>? with = null
    )
    {
        var (facts, rejected) = await TakeAsync(feed, with);
        Assert.Equal(expectedIds, facts.Select(x => x.Identity.Split('/')[^1]));
        return Assert.Single(rejected);
    }

    public JsonElement Report(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(At("done", file + ".report.json")));
        return json.RootElement.Clone();
    }

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static Feed FeedOf(FilesSource source, string name) =>
        source.Feeds.Single(x => string.Equals(x.Name, name, StringComparison.Ordinal));
}
