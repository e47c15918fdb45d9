using System.Text;
using System.Text.Json;
using Tieout.Connect;

namespace Tieout.Connectors.Rest.Values;

/// <summary>A text with placeholders: <c>time_entries/{id}.json</c>, <c>{date|date:dd/MM/yyyy}</c>.</summary>
/// <remarks>A brace that is meant stands twice.</remarks>
internal sealed class Template
{
    private const string Twice = "a brace that is meant stands twice: {{ }}";

    private readonly IReadOnlyList<Part> _parts;

    private Template(string text, IReadOnlyList<Part> parts)
    {
        Text = text;
        _parts = parts;
    }

    public string Text { get; }

    public IEnumerable<DataPath> Paths =>
        _parts.Where(x => x.Path is not null).Select(x => x.Path!);

    /// <summary>Whether a placeholder names this, or something below it.</summary>
    public bool Names(string what) =>
        Paths
            .Select(x => string.Join('.', x.Names))
            .Any(x =>
                x.Equals(what, StringComparison.Ordinal)
                || x.StartsWith(what + ".", StringComparison.Ordinal)
            );

    /// <summary>What goes through which value map as it is, by the names of the path.</summary>
    public IEnumerable<(string Path, string Map)> Mapped =>
        from part in _parts
        where part.Path is not null
        let map = part.Filters.SkipWhile(x => x is Filter.AsText).FirstOrDefault() as Filter.Map
        where map is not null
        select (string.Join('.', part.Path!.Names), map.Name);

    public IEnumerable<Filter> Filters => _parts.SelectMany(x => x.Filters);

    /// <summary>Whether it is nothing but one placeholder, whose value keeps its type.</summary>
    public bool IsPlaceholder => _parts is [{ Path: not null }];

    /// <summary>Reads a template.</summary>
    /// <exception cref="FormatException">It is no template.</exception>
    public static Template Parse(string text)
    {
        var parts = new List<Part>();
        var literal = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var isDouble = i + 1 < text.Length && text[i] == text[i + 1];
            if (text[i] is '{' or '}' && isDouble)
            {
                literal.Append(text[i++]);
            }
            else if (text[i] == '{')
            {
                var end = text.IndexOf('}', i);
                if (end < 0)
                {
                    throw new FormatException($"is no template: a {{ is not closed; {Twice}.");
                }

                parts.Add(new Part(literal.ToString(), null, []));
                literal.Clear();
                parts.Add(Placeholder(text[(i + 1)..end]));
                i = end;
            }
            else if (text[i] == '}')
            {
                throw new FormatException($"is no template: a }} was not opened; {Twice}.");
            }
            else
            {
                literal.Append(text[i]);
            }
        }

        parts.Add(new Part(literal.ToString(), null, []));
        return new Template(
            text,
            [.. parts.Where(x => x.Path is not null || x.Literal.Length > 0)]
        );
    }

    /// <summary>The placeholders that have no value.</summary>
    /// <exception cref="ConnectorException">One has a value that cannot be sent.</exception>
    public IEnumerable<DataPath> Empty(Scope scope) =>
        _parts.Where(x => x.Path is not null && ValueOf(x, scope) is null).Select(x => x.Path!);

    /// <summary>The text; none when a placeholder has no value.</summary>
    /// <param name="scope">What placeholders are looked up in.</param>
    /// <param name="encode">What is done to each value, such as escaping; nothing when none.</param>
    public string? Fill(Scope scope, Func<string, string>? encode = null)
    {
        var text = new StringBuilder();
        foreach (var part in _parts)
        {
            if (part.Path is null)
            {
                text.Append(part.Literal);
                continue;
            }

            if (ValueOf(part, scope) is not { } value || JsonTexts.TextOf(value) is not { } filled)
            {
                return null;
            }

            text.Append(encode is null ? filled : encode(filled));
        }

        return text.ToString();
    }

    /// <summary>The text with some placeholders filled, and all others as they stand.</summary>
    /// <param name="isTold">Whether a placeholder is filled.</param>
    public string Show(Scope scope, Func<DataPath, bool> isTold)
    {
        var text = new StringBuilder();
        foreach (var part in _parts)
        {
            var value =
                part.Path is { } path && isTold(path) && ValueOf(part, scope) is { } found
                    ? JsonTexts.TextOf(found)
                    : null;
            text.Append(part.Path is null ? part.Literal : value ?? $"{{{part.Path.Text}}}");
        }

        return text.ToString();
    }

    /// <summary>The value of its only placeholder, with its type; none when it has none.</summary>
    public JsonElement? Value(Scope scope) => ValueOf(_parts[0], scope);

    private static JsonElement? ValueOf(Part part, Scope scope)
    {
        var value = scope.Find(part.Path!);
        try
        {
            foreach (var filter in part.Filters)
            {
                value = filter.Apply(value, scope);
            }
        }
        catch (FormatException e)
        {
            throw scope.Unsendable(part.Path!, e.Message);
        }

        return value is { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } ? null : value;
    }

    private static Part Placeholder(string inner)
    {
        var pieces = inner.Split('|', StringSplitOptions.TrimEntries);
        if (pieces[0].Length == 0)
        {
            throw new FormatException("is no template: {} names nothing.");
        }

        var name = pieces[0].AsSpan();
        name = name.EndsWith(DataPath.KeyWord, StringComparison.Ordinal)
            ? name[..^DataPath.KeyWord.Length]
            : name;
        if (name.IndexOfAny(" \n({") >= 0 && !pieces[0].Contains('[', StringComparison.Ordinal))
        {
            throw new FormatException($"is no template: what is in a {{ is no name; {Twice}.");
        }

        return new Part(
            string.Empty,
            DataPath.Parse(pieces[0]),
            [.. pieces.Skip(1).Select(Filter.Parse)]
        );
    }

    private sealed record Part(string Literal, DataPath? Path, IReadOnlyList<Filter> Filters);
}
