using Tieout.Connect;

namespace Tieout.Runtime.LogFeeds;

/// <summary>What a system refuses of what it is told: kept with the place of its feed, and told again until it is done.</summary>
internal static class RefusedRecords
{
    /// <summary>Stable; shown with what the system refuses.</summary>
    public const string Code = "write-back.refused";

    /// <summary>With so many nothing new is told: they are listed, and somebody has to mend them first.</summary>
    private const int CountMax = 1_000;
    private const string Again = "again";

    public static (string Key, string Record) Parse(string entry)
    {
        var parts = entry.Split(' ');
        return (parts[0], parts[1]);
    }

    /// <summary>That nothing new may be told; none as a rule.</summary>
    private static ConnectorException? TooMany(LogFeedPage page, string system)
    {
        var listed = page.Refused.Count(x => !x.EndsWith($" {Again}", StringComparison.Ordinal));
        return listed < CountMax
            ? null
            : new ConnectorException(
                ConnectorFault.Settings,
                $"{system} has refused {listed} records and is told no more before some of them are "
                    + $"mended; 'tieout exceptions list' has them ({Code})."
            );
    }

    /// <summary>Tells something, and keeps what is refused of it.</summary>
    /// <param name="keys">What is told.</param>
    /// <param name="isAgain">It was refused before; what is new is not told while too much is refused.</param>
    /// <returns>That it was not told; none as a rule.</returns>
    public static async Task<ConnectorException?> TellAsync(
        LogFeedPage page,
        string system,
        IReadOnlyCollection<string> keys,
        bool isAgain,
        Func<Task<IReadOnlyList<Refusal>>> tell
    )
    {
        if (!isAgain && TooMany(page, system) is { } stopped)
        {
            return stopped;
        }

        Settle(page, system, keys, await tell());
        page.Told += isAgain ? 0 : keys.Count;
        return null;
    }

    /// <summary>What was refused and no longer is, is done: said by now, or not there any more.</summary>
    private static void Settle(
        LogFeedPage page,
        string system,
        IEnumerable<string> keys,
        IReadOnlyList<Refusal> refusals
    )
    {
        var told = keys.ToHashSet(StringComparer.Ordinal);
        var still = refusals.Select(x => x.Record).ToHashSet(StringComparer.Ordinal);
        foreach (var entry in page.Refused.ToList())
        {
            var (key, record) = Parse(entry);
            if (told.Contains(key) && !still.Contains(record))
            {
                _ = page.Refused.Remove(entry);
                page.Done.Add(record);
            }
        }

        foreach (var refusal in refusals)
        {
            Keep(page, system, refusal);
        }
    }

    /// <summary>It is an exception when it is refused for the first time, and not only for the moment.</summary>
    private static void Keep(LogFeedPage page, string system, Refusal refusal)
    {
        var entry = $"{refusal.Key} {refusal.Record}";
        var again = $"{entry} {Again}";
        if (
            page.Refused.Contains(entry, StringComparer.Ordinal)
            || (refusal.IsTransient && page.Refused.Contains(again, StringComparer.Ordinal))
        )
        {
            return;
        }

        _ = page.Refused.Remove(again);
        page.Refused.Add(refusal.IsTransient ? again : entry);
        if (!refusal.IsTransient)
        {
            page.Rejected.Add(
                new RejectedRecord(
                    new Origin(system, refusal.Record),
                    Code,
                    Field: null,
                    refusal.Message
                )
            );
        }
    }
}
