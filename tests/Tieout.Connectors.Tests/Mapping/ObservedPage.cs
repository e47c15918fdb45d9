using System.Text;
using Tieout.Testing;

namespace Tieout.Connectors.Tests.Mapping;

/// <summary>What was observed of a connector, as a page of Markdown.</summary>
internal static class ObservedPage
{
    /// <summary>The page of a kind is what its connector does.</summary>
    /// <param name="name">The kind, as hub.yaml writes it.</param>
    public static async Task HoldsAsync(string name, ObservedKind kind)
    {
        var page = Write(kind, await ReadAsync(kind), await WrittenAsync(kind));
        ApprovedPage.Holds($"mappings/{name}.md", _ => page);
    }

    private static async Task<IReadOnlyList<ReadFeed>> ReadAsync(ObservedKind kind)
    {
        if (kind.Source is null)
        {
            return [];
        }

        await using var source = await kind.Source();
        return await ReadObservation.OfAsync(source);
    }

    private static async Task<IReadOnlyList<WrittenKind>> WrittenAsync(ObservedKind kind)
    {
        var written = new List<WrittenKind>();
        foreach (var (format, open) in kind.Targets)
        {
            await using var target = await open();
            var all = await WriteObservation.OfAsync(target);
            written.AddRange(
                format is null ? all : all.Select(x => x with { Name = $"{x.Name} ({format})" })
            );
        }

        return written;
    }

    private static string Write(
        ObservedKind kind,
        IReadOnlyList<ReadFeed> feeds,
        IReadOnlyList<WrittenKind> written
    )
    {
        var text = new StringBuilder();
        text.Append(
            $"""
            # {kind.Title}: what becomes what

            Observed on {kind.On} by `{kind.By}`: one value at a time was changed, and what the hub
            was told, or the system was sent, was compared. [How it is connected](../{kind.Page}.md).

            """
        );
        if (kind.Beside is { } beside)
        {
            text.Append($"\nNot observed here: {beside}.\n");
        }

        foreach (var feed in feeds)
        {
            WriteFeed(text, feed);
        }

        foreach (var kindOfDelivery in written)
        {
            WriteWritten(text, kindOfDelivery);
        }

        return text.ToString();
    }

    private static void WriteFeed(StringBuilder text, ReadFeed feed)
    {
        text.Append($"\n## {feed.Name}\n\nRead: {CodeList(feed.Calls)}.\n\n");
        text.Append("| there | becomes | for example |\n|---|---|---|\n");
        foreach (var row in feed.Rows)
        {
            text.Append(
                $"| `{NameOf(row.Member)}` | {string.Join(", ", row.Becomes)} | {Cell(row.Example)} |\n"
            );
        }

        WriteRest(text, "Has to be there, and tells nothing here", feed.Needed.Select(NameOf));
        WriteRest(text, "Asked for, and without effect here", feed.WithoutEffect.Select(NameOf));
    }

    private static void WriteWritten(StringBuilder text, WrittenKind written)
    {
        text.Append($"\n## {written.Name}, written\n\n");
        text.Append("| from | there | for example |\n|---|---|---|\n");
        foreach (var row in written.Rows)
        {
            text.Append(
                $"| `{row.Field}` | {string.Join("; ", row.There)} | {Cell(row.Example)} |\n"
            );
        }

        WriteRest(text, "Refused with another value here, so not seen", written.Refused);
        WriteRest(text, "Not sent", written.NotSent);
    }

    private static void WriteRest(StringBuilder text, string what, IEnumerable<string> names)
    {
        if (CodeList(names) is { Length: > 0 } list)
        {
            text.Append($"\n{what}: {list}.\n");
        }
    }

    private static string NameOf(VendorMember member) => $"{member.Object}.{member.Path}";

    private static string CodeList(IEnumerable<string> items) =>
        string.Join(", ", items.Select(x => $"`{x}`"));

    /// <summary>In a table a bar or the end of a line would end the cell.</summary>
    private static string Cell(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal)
            .Replace("\n", " ", StringComparison.Ordinal);
}
