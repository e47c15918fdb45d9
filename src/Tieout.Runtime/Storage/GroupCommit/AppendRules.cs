namespace Tieout.Runtime.Storage.GroupCommit;

/// <summary>What every append must satisfy before it is queued: an input that one store or the
/// other would choke on must not reach a commit that it shares with others.</summary>
internal static class AppendRules
{
    public static void RequireStream(StreamId stream)
    {
        RequireName(stream.Category, "category");
        RequireName(stream.Key, "stream key");
        if (stream.Category.Contains('/', StringComparison.Ordinal))
        {
            throw new ArgumentException("A category holds no slash.", nameof(stream));
        }
    }

    public static void RequireName(string value, string what)
    {
        if (string.IsNullOrEmpty(value) || value.Length > EventLogLimits.NameLengthMax)
        {
            throw new ArgumentException(
                $"A {what} has 1 to {EventLogLimits.NameLengthMax} characters.",
                nameof(value)
            );
        }

        if (value.Contains('\0', StringComparison.Ordinal) || HasBrokenCharacter(value))
        {
            throw new ArgumentException(
                $"A {what} is text without NUL and without broken characters.",
                nameof(value)
            );
        }
    }

    public static void RequireEvents(IReadOnlyList<NewEvent> events)
    {
        if (events.Count is 0 or > EventLogLimits.EventsPerAppendMax)
        {
            throw new ArgumentException(
                $"An append holds 1 to {EventLogLimits.EventsPerAppendMax} events.",
                nameof(events)
            );
        }

        foreach (var e in events)
        {
            RequireName(e.Type, "event type");
            if (e.Data.Length > EventLogLimits.EventBytesMax || e.Schema is < 1 or > short.MaxValue)
            {
                throw new ArgumentException(
                    $"A {e.Type} has {e.Data.Length} bytes in schema {e.Schema}; allowed are "
                        + $"{EventLogLimits.EventBytesMax} bytes and schemas from 1.",
                    nameof(events)
                );
            }
        }
    }

    public static void RequirePage(int max)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(max, EventLogLimits.EventsPerPageMax);
    }

    /// <summary>Half of a surrogate pair, which has no UTF-8 form.</summary>
    private static bool HasBrokenCharacter(string value)
    {
        if (!value.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
        {
            return false;
        }

        for (var i = 0; i < value.Length; i++)
        {
            if (i + 1 < value.Length && char.IsSurrogatePair(value[i], value[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(value[i]))
            {
                return true;
            }
        }

        return false;
    }
}
