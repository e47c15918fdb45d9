using System.Globalization;
using System.Text.Json;

namespace Tieout.Connectors.Rest.Values;

/// <summary>A place in JSON: <c>user.name</c>, <c>tags[0]</c>, <c>fields[id=7].value</c>.</summary>
/// <remarks>
/// A name with other characters stands in quotes: <c>['odata.next']</c>. <c>[*]</c> goes over a list, or over
/// the members of an object. At the beginning each <c>^</c> goes up to the next object around, the answer being
/// the last of them, and then to the record that the answer was asked for; <c>$</c> is the answer itself. At the end
/// <c>key()</c> is the name under which something stands among others.
/// </remarks>
internal sealed class DataPath
{
    /// <summary>As a step is written that leads to the name itself.</summary>
    public const string KeyWord = "key()";

    private readonly IReadOnlyList<Step> _steps;

    private DataPath(string text, int up, bool isOfAnswer, IReadOnlyList<Step> steps)
    {
        Text = text;
        Up = up;
        IsOfAnswer = isOfAnswer;
        _steps = steps;
    }

    public string Text { get; }

    /// <summary>How many objects it goes up before it begins.</summary>
    public int Up { get; }

    /// <summary>Whether it begins at the answer.</summary>
    public bool IsOfAnswer { get; }

    /// <summary>Whether it leaves the record.</summary>
    public bool IsOutside => Up > 0 || IsOfAnswer || _steps is [Step.OwnKey];

    /// <summary>Whether it leads to where it begins.</summary>
    public bool IsSelf => _steps.Count == 0 && !IsOutside;

    /// <summary>From an answer on: how many objects are around what it leads to, the answer included.</summary>
    public int Depth => 1 + _steps.Skip(1).Count(x => x is Step.Member);

    /// <summary>The first name of it; none where it begins otherwise.</summary>
    public string? Root => _steps is [Step.Member member, ..] ? member.Name : null;

    /// <summary>The names on its way, without the places in lists.</summary>
    public IEnumerable<string> Names => _steps.OfType<Step.Member>().Select(x => x.Name);

    /// <summary>Whether it may lead to several places.</summary>
    public bool IsMany => _steps.Any(x => x is Step.All);

    /// <summary>Reads a path.</summary>
    /// <exception cref="FormatException">It is no path.</exception>
    public static DataPath Parse(string text)
    {
        var up = text.Length - text.TrimStart('^').Length;
        var rest = text[up..];
        var isOfAnswer = rest is ['$'] or ['$', '.' or '[', ..];
        if (isOfAnswer && up > 0)
        {
            throw new FormatException(
                "is no path: above the answer, $, is nothing; leave out ^ or $."
            );
        }

        rest = (isOfAnswer ? rest[1..] : rest).TrimStart('.');
        return new DataPath(
            text,
            up,
            isOfAnswer,
            rest.Length == 0 ? [] : new DataPathReader(rest).Read()
        );
    }

    /// <summary>The first place that it leads to; none where there is nothing.</summary>
    public JsonElement? Find(Place from)
    {
        foreach (var found in FindAll(from))
        {
            return found.Value;
        }

        return null;
    }

    /// <summary>Every place that it leads to, each with what contains it.</summary>
    public IEnumerable<Place> FindAll(Place from) =>
        StartOf(from) is { } start ? Walk(start, 0) : [];

    /// <summary>Where it begins; none where there is nothing so far up.</summary>
    public Place? StartOf(Place from)
    {
        if (IsOfAnswer)
        {
            return from.Answer;
        }

        Place? start = from;
        for (var i = 0; i < Up && start is not null; i++)
        {
            start = start.Container;
        }

        return start;
    }

    /// <summary>The list or map that it goes into first, or that it leads to; none where there is nothing.</summary>
    public JsonElement? FindList(JsonElement from)
    {
        var value = from;
        foreach (var step in _steps.TakeWhile(x => x is not Step.All))
        {
            if (Next(value, step) is not { } next)
            {
                return null;
            }

            value = next;
        }

        return value;
    }

    /// <summary>How far it leads, where it leads to nothing; none where it leads to something, or to null.</summary>
    /// <returns>The way to the last value on it, and that value; of many the first.</returns>
    public (string Way, JsonElement Value)? GapOf(Place from)
    {
        if (StartOf(from) is not { } start)
        {
            return null;
        }

        var value = start.Value;
        var way = IsOfAnswer ? "$" : new string('^', Up);
        foreach (var step in _steps)
        {
            var next = step is Step.All ? FirstOf(value) : Next(value, step);
            if (next is null)
            {
                return step is Step.OwnKey ? null : (way, value);
            }

            way = step.After(way);
            value = next.Value;
        }

        return null;
    }

    private static JsonElement? FirstOf(JsonElement value)
    {
        foreach (var item in JsonTexts.ItemsOf(value))
        {
            return item;
        }

        return null;
    }

    private IEnumerable<Place> Walk(Place from, int at)
    {
        if (at == _steps.Count)
        {
            return [from];
        }

        if (_steps[at] is Step.All)
        {
            // All of them have the same one around them, by which it is known again.
            var around = from.AroundMembers;
            return JsonTexts
                .NamedItemsOf(from.Value)
                .SelectMany(x => Walk(new Place(x.Value, around, Key: x.Name ?? from.Key), at + 1));
        }

        if (_steps[at] is Step.OwnKey)
        {
            return from.Key is { } key ? [new Place(JsonSerializer.SerializeToElement(key))] : [];
        }

        if (Next(from.Value, _steps[at]) is not { } next)
        {
            return [];
        }

        var container = _steps[at] is Step.Member ? from : from.AroundMembers;
        return Walk(new Place(next, container), at + 1);
    }

    private static JsonElement? Next(JsonElement from, Step step)
    {
        switch (step)
        {
            case Step.Member member:
                return
                    from.ValueKind is JsonValueKind.Object
                    && from.TryGetProperty(member.Name, out var value)
                    ? value
                    : null;
            case Step.Item item when from.ValueKind is JsonValueKind.Array:
                var count = from.GetArrayLength();
                var index = item.Index < 0 ? count + item.Index : item.Index;
                return index >= 0 && index < count ? from[index] : null;
            case Step.Where where when from.ValueKind is JsonValueKind.Array:
                foreach (var candidate in from.EnumerateArray())
                {
                    if (
                        where.Key.Find(new Place(candidate)) is { } key
                        && JsonTexts.TextOf(key) is { } text
                        && text.Equals(where.Value, StringComparison.Ordinal)
                    )
                    {
                        return candidate;
                    }
                }

                return null;
            default:
                return null;
        }
    }

    /// <summary>One step of a path.</summary>
    internal abstract record Step
    {
        private Step() { }

        /// <summary>The way to where it leads, by the way to where it begins; for messages.</summary>
        public string After(string way) =>
            this switch
            {
                Member { Name: var name } when name.All(x => char.IsLetterOrDigit(x) || x is '_') =>
                    way.Length == 0 ? name : $"{way}.{name}",
                Member member => $"{way}['{member.Name}']",
                Item item => string.Create(CultureInfo.InvariantCulture, $"{way}[{item.Index}]"),
                Where where => $"{way}[{where.Key.Text}={where.Value}]",
                All => $"{way}[*]",
                OwnKey => $"{way}.{KeyWord}",
                _ => throw new System.Diagnostics.UnreachableException(),
            };

        public sealed record Member(string Name) : Step;

        public sealed record Item(int Index) : Step;

        public sealed record All : Step;

        public sealed record OwnKey : Step;

        public sealed record Where(DataPath Key, string Value) : Step;
    }
}
