using System.Text.RegularExpressions;

namespace Tieout.Connectors.Tests.Mapping;

/// <summary>Finds out where each canonical field goes, by changing one at a time.</summary>
/// <remarks>What differs between two deliveries of the same is the system's own and does not count.</remarks>
internal sealed partial class WriteObservation(
    IObservedTarget target,
    string delivery,
    IReadOnlyList<string> notSentBefore
)
{
    private SentDelivery _before = null!;
    private HashSet<(string Message, int Index, string Member)> _own = [];

    /// <summary>Observes all that a target is written.</summary>
    public static async Task<IReadOnlyList<WrittenKind>> OfAsync(IObservedTarget target)
    {
        var written = new List<WrittenKind>();
        foreach (var delivery in target.Deliveries)
        {
            var notSent = written.Count > 0 ? written[^1].NotSent : [];
            written.Add(await new WriteObservation(target, delivery, notSent).RunAsync());
        }

        return written;
    }

    private async Task<WrittenKind> RunAsync()
    {
        _before = await target.SendAsync(delivery);
        Assert.True(_before.IsWhole, $"The sample of {delivery} is refused.");
        var again = await target.SendAsync(delivery);
        _own = [.. Places(again).Where(x => Text(_before, x) != Text(again, x))];
        var rows = new List<WrittenRow>();
        var notSent = new List<string>();
        var refused = new List<string>();
        var changes = target.ChangesOf(delivery);
        var silent = await SilentAsync([.. changes.Where(x => notSentBefore.Contains(x.Field))]);
        foreach (var change in changes)
        {
            if (silent.Contains(change))
            {
                notSent.Add(change.Field);
                continue;
            }

            var after = await target.SendAsync(delivery, change);
            var differences = DifferencesTo(after);
            if (differences.Count > 0)
            {
                rows.Add(RowOf(change, differences));
            }
            else
            {
                (after.IsWhole ? notSent : refused).Add(change.Field);
            }
        }

        return new WrittenKind(delivery, rows, notSent, refused);
    }

    /// <summary>
    /// The changes, when nothing shows after all of them at once: what was not sent of the delivery before
    /// is mostly not sent of the next one either.
    /// </summary>
    private async Task<IReadOnlyList<CanonicalChange>> SilentAsync(
        IReadOnlyList<CanonicalChange> changes
    )
    {
        if (changes.Count == 0)
        {
            return [];
        }

        var after = await target.SendAsync(delivery, changes);
        return after.IsWhole && DifferencesTo(after).Count == 0 ? changes : [];
    }

    private WrittenRow RowOf(CanonicalChange change, IReadOnlyList<SentDifference> differences)
    {
        var first = differences.FirstOrDefault(x => x.From is not null) ?? differences[0];
        var values = $"{Shown(change.From)} -> {Shown(change.To)}";
        return new WrittenRow(
            change.Field,
            [
                .. differences
                    .GroupBy(x => x.Message, x => x.What, StringComparer.Ordinal)
                    .Select(x =>
                        $"{x.Key}: {string.Join(", ", x.Distinct(StringComparer.Ordinal))}"
                    ),
            ],
            first.From is null
                ? values
                : $"{values}: {Shown(target.Plain(first.From))} -> {Shown(target.Plain(first.To!))}"
        );
    }

    private List<SentDifference> DifferencesTo(SentDelivery after)
    {
        var found = new List<SentDifference>();
        foreach (var place in Places(_before).Union(Places(after)).Where(x => !_own.Contains(x)))
        {
            var (from, to) = (Text(_before, place), Text(after, place));
            if (from == to || (!after.IsWhole && !HasMessage(after, place)))
            {
                continue;
            }

            found.Add(
                !HasMessage(_before, place) ? new(place.Message, "as well", null, null)
                : !HasMessage(after, place) ? new(place.Message, "not any more", null, null)
                : ElementOf(place.Member) is { } element && !HasElement(_before, place, element)
                    ? new(place.Message, $"one more of `{WithoutIndex(element)}`", null, null)
                : ElementOf(place.Member) is { } gone && !HasElement(after, place, gone)
                    ? new(place.Message, $"one less of `{WithoutIndex(gone)}`", null, null)
                : new(
                    place.Message,
                    $"`{WithoutIndex(place.Member)}`",
                    from ?? "none",
                    to ?? "none"
                )
            );
        }

        return found;
    }

    /// <summary>The first element of a list that a member is in; none where it is in no list.</summary>
    private static string? ElementOf(string member) =>
        Index().Match(member) is { Success: true } found
            ? member[..(found.Index + found.Length)]
            : null;

    private static bool HasElement(
        SentDelivery sent,
        (string Message, int Index, string Member) place,
        string element
    ) =>
        sent
            .Messages.Where(x => x.Name == place.Message)
            .ElementAt(place.Index)
            .Members.Keys.Any(x => x.StartsWith(element, StringComparison.Ordinal));

    private static IEnumerable<(string Message, int Index, string Member)> Places(
        SentDelivery sent
    ) =>
        from same in sent.Messages.GroupBy(x => x.Name, StringComparer.Ordinal)
        from message in same.Select((x, i) => (x.Members, Index: i))
        from member in message.Members
        select (same.Key, message.Index, member.Key);

    private static bool HasMessage(
        SentDelivery sent,
        (string Message, int Index, string Member) place
    ) => sent.Messages.Count(x => x.Name == place.Message) > place.Index;

    private static string? Text(
        SentDelivery sent,
        (string Message, int Index, string Member) place
    ) =>
        sent
            .Messages.Where(x => x.Name == place.Message)
            .ElementAtOrDefault(place.Index)
            ?.Members.GetValueOrDefault(place.Member);

    private static string WithoutIndex(string member) => Index().Replace(member, string.Empty);

    private static string Shown(string text) => $"`{text}`";

    [GeneratedRegex(@"\[\d+\]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Index();

    /// <summary>What a message says differently, or that it is there or not.</summary>
    private sealed record SentDifference(string Message, string What, string? From, string? To);
}
