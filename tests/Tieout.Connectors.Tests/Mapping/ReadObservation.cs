using System.Text.Json.Nodes;

namespace Tieout.Connectors.Tests.Mapping;

/// <summary>Finds out what becomes of each member of a system's answers, by changing one at a time.</summary>
/// <remarks>
/// A feed is read once as it is. Then each value of each member is changed wherever it stands, the
/// feed is read again from its start, and what the hub is told is compared.
/// </remarks>
internal sealed class ReadObservation(ObservedSource observed, ObservingProxy proxy)
{
    /// <summary>A member with more values shows by these what becomes of it.</summary>
    private const int ValuesMax = 3;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Observes all feeds of a source.</summary>
    public static async Task<IReadOnlyList<ReadFeed>> OfAsync(ObservedSource observed)
    {
        await using var proxy = await ObservingProxy.StartAsync(
            observed.Address,
            remembers: true,
            Stop
        );
        var observation = new ReadObservation(observed, proxy);
        var source = observed.Open(proxy.Address);
        var feeds = new List<ReadFeed>();
        foreach (var feed in source.Feeds)
        {
            feeds.Add(await observation.FeedAsync(feed.Name));
        }

        (source as IDisposable)?.Dispose();
        return feeds;
    }

    private async Task<ReadFeed> FeedAsync(string feed)
    {
        _ = proxy.TakeCalls();
        var before = await ReadAsync(feed);
        Assert.Null(before.Failure);
        var calls = proxy.TakeCalls();
        var members = MembersOf(calls).ToList();
        var rows = new List<ReadRow>();
        await foreach (var effective in EffectiveAsync(feed, before, members))
        {
            if (await RowAsync(feed, before, effective) is { } row)
            {
                rows.Add(row);
            }
        }

        var without = members
            .Where(x => x.Values.Any(value => value is not null))
            .Select(x => x.Member)
            .Except(rows.Select(x => x.Member));
        return new ReadFeed(
            feed,
            CallsOf(calls),
            [.. rows.Where(x => !x.IsNeeded)],
            [.. rows.Where(x => x.IsNeeded).Select(x => x.Member)],
            observed.AsksForMembers ? [.. without] : []
        );
    }

    /// <summary>The members of which a change shows: many are changed at once, and halved until one is left.</summary>
    private async IAsyncEnumerable<ReadMember> EffectiveAsync(
        string feed,
        Telling before,
        IReadOnlyList<ReadMember> members
    )
    {
        var open = new Stack<IReadOnlyList<ReadMember>>();
        open.Push(members);
        while (open.TryPop(out var some))
        {
            if (some is [var one])
            {
                yield return one;
            }
            else if (some.Count > 1 && await ShowsAsync(feed, before, some))
            {
                var half = some.Count / 2;
                open.Push([.. some.Skip(half)]);
                open.Push([.. some.Take(half)]);
            }
        }
    }

    /// <summary>Whether anything shows when all are changed, or all are missing.</summary>
    private async Task<bool> ShowsAsync(
        string feed,
        Telling before,
        IReadOnlyList<ReadMember> members
    )
    {
        ReadChange[] others = [.. members.SelectMany(x => ChangesOf(x, isMissing: false))];
        ReadChange[] missing = [.. members.SelectMany(x => ChangesOf(x, isMissing: true))];
        return before.DifferencesTo(await ReadAsync(feed, others)).Count > 0
            || before.DifferencesTo(await ReadAsync(feed, missing)).Count > 0;
    }

    private IEnumerable<ReadChange> ChangesOf(ReadMember member, bool isMissing)
    {
        var some = member.Values.FirstOrDefault(x => x is not null);
        return member
            .Values.Select(x => new ReadChange(
                member.Member,
                x,
                isMissing ? null : OtherOf(member.Member, x ?? some)
            ))
            .Where(x => Text(x.From) != Text(x.To));
    }

    /// <summary>The members of the answers, each with the values that it has.</summary>
    private IEnumerable<ReadMember> MembersOf(IReadOnlyList<ObservedCall> calls)
    {
        var found = new List<(VendorMember Member, JsonNode? Value)>();
        foreach (var call in calls.Distinct())
        {
            observed.Names.Visit(
                call,
                Parse(proxy.AnswerTo(call)),
                (member, record, name) => found.Add((member, record[name]?.DeepClone()))
            );
        }

        return found
            .GroupBy(x => x.Member, x => x.Value)
            .OrderBy(x => x.Key.Object, StringComparer.Ordinal)
            .ThenBy(x => x.Key.Path, StringComparer.Ordinal)
            .Select(x => new ReadMember(
                x.Key,
                [
                    .. x.DistinctBy(Text, StringComparer.Ordinal)
                        .OrderBy(value => value is null)
                        .Take(ValuesMax),
                ]
            ));
    }

    /// <summary>What becomes of a member; none when nothing shows.</summary>
    private async Task<ReadRow?> RowAsync(string feed, Telling before, ReadMember member)
    {
        var becomes = new List<string>();
        (string Text, bool IsField)? example = null;
        var isNeeded = false;
        var changes = ChangesOf(member, isMissing: false)
            .Concat(ChangesOf(member, isMissing: true));
        foreach (var change in changes)
        {
            if (change.To is null && becomes.Count > 0)
            {
                break;
            }

            var after = await ReadAsync(feed, change);
            var differences = before.DifferencesTo(after);
            isNeeded = change.To is null && after.Failure is not null;
            becomes.AddRange(differences.Select(x => x.What));
            if (differences.Count > 0 && example is not { IsField: true })
            {
                var first = differences.FirstOrDefault(x => x.From is not null) ?? differences[0];
                example = (ExampleOf(change, first), first.From is not null);
            }
        }

        return example is { } shown
            ? new ReadRow(
                member.Member,
                [.. becomes.Distinct(StringComparer.Ordinal)],
                shown.Text,
                isNeeded
            )
            : null;
    }

    private JsonNode? OtherOf(VendorMember member, JsonNode? value) =>
        observed
            .Others.Where(x =>
                x.Member == $"{member.Object}.{member.Path}"
                || x.Member == member.Path.Split('.')[^1]
            )
            .Select(x => (JsonNode?)x.Other)
            .FirstOrDefault(x => Text(x) != Text(value))
        ?? (value is null ? null : observed.Names.Values.OtherOf(value));

    private string ExampleOf(ReadChange change, Difference difference)
    {
        var (before, after) = (Shown(Text(change.From)), Shown(Text(change.To)));
        return difference.From is null
            ? $"{before} -> {after}"
            : $"{before} -> {after}: {Shown(difference.From)} -> {Shown(difference.To!)}";
    }

    private string Shown(string text) => $"`{observed.Plain(text)}`";

    private async Task<Telling> ReadAsync(string feed, params ReadChange[] changes)
    {
        var byMember = changes.ToLookup(x => x.Member);
        proxy.Restart();
        proxy.Change = changes.Length == 0 ? null : (call, body) => Changed(call, body, byMember);
        var source = observed.Open(proxy.Address);
        try
        {
            return await Telling.ReadAsync(source, feed, Stop);
        }
        finally
        {
            (source as IDisposable)?.Dispose();
        }
    }

    private byte[] Changed(
        ObservedCall call,
        byte[] body,
        ILookup<VendorMember, ReadChange> changes
    )
    {
        if (observed.Names.OfCall(call) is null || Parse(body) is not { } answer)
        {
            return body;
        }

        var isChanged = false;
        observed.Names.Visit(
            call,
            answer,
            (member, record, name) =>
            {
                var before = Text(record[name]);
                if (changes[member].FirstOrDefault(x => Text(x.From) == before) is { } change)
                {
                    record[name] = change.To?.DeepClone();
                    isChanged = true;
                }
            }
        );
        return isChanged ? System.Text.Encoding.UTF8.GetBytes(answer.ToJsonString()) : body;
    }

    private IReadOnlyList<string> CallsOf(IReadOnlyList<ObservedCall> calls) =>
        [
            .. calls
                .Where(x => observed.Names.OfCall(x) is not null)
                .Select(observed.Meaning)
                .Select(x => $"{x.Method} {observed.Plain(x.Path)}")
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    private string Text(JsonNode? value) => observed.Names.Values.TextOf(value);

    private static JsonNode? Parse(byte[] body)
    {
        try
        {
            return body.Length == 0 ? null : JsonNode.Parse(body);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
