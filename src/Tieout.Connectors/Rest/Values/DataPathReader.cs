using System.Globalization;

namespace Tieout.Connectors.Rest.Values;

/// <summary>Reads the steps of a path, one after the other.</summary>
internal sealed class DataPathReader(string text)
{
    private int _at;

    /// <summary>Its steps.</summary>
    /// <exception cref="FormatException">It is no path.</exception>
    public IReadOnlyList<DataPath.Step> Read()
    {
        var steps = new List<DataPath.Step>();
        while (_at < text.Length)
        {
            if (text[_at] == '[')
            {
                steps.Add(InBrackets());
            }
            else if (text[_at..] is DataPath.KeyWord)
            {
                _at = text.Length;
                steps.Add(new DataPath.Step.OwnKey());
            }
            else
            {
                steps.Add(new DataPath.Step.Member(Name()));
            }

            if (_at < text.Length && text[_at] == '.')
            {
                _at++;
                Require(_at < text.Length, "ends with a point");
            }
            else
            {
                Require(_at == text.Length || text[_at] == '[', "lacks a point");
            }
        }

        return steps;
    }

    private string Name()
    {
        var end = text.AsSpan(_at).IndexOfAny('.', '[');
        var name = end < 0 ? text[_at..] : text.Substring(_at, end);
        Require(name.Length > 0 && !name.Contains(']', StringComparison.Ordinal), "lacks a name");
        _at += name.Length;
        return name;
    }

    private DataPath.Step InBrackets()
    {
        var end = EndOfBrackets();
        var inner = text[(_at + 1)..end].Trim();
        _at = end + 1;
        if (inner is "*")
        {
            return new DataPath.Step.All();
        }

        if (Unquoted(inner) is { } name)
        {
            return new DataPath.Step.Member(name);
        }

        if (
            int.TryParse(
                inner,
                NumberStyles.AllowLeadingSign,
                CultureInfo.InvariantCulture,
                out var index
            )
        )
        {
            return new DataPath.Step.Item(index);
        }

        var parts = inner.Split('=', 2, StringSplitOptions.TrimEntries);
        Require(
            parts is [{ Length: > 0 }, _],
            $"has [{inner}], which is none of [0], [*], ['name'], [name=value]"
        );
        return new DataPath.Step.Where(
            DataPath.Parse(parts[0].TrimStart('?', '@', '.')),
            Unquoted(parts[1]) ?? parts[1]
        );
    }

    private int EndOfBrackets()
    {
        var quote = '\0';
        for (var i = _at + 1; i < text.Length; i++)
        {
            if (quote == '\0' && text[i] == ']')
            {
                return i;
            }

            if (text[i] is '\'' or '"' && (quote == '\0' || quote == text[i]))
            {
                quote = quote == '\0' ? text[i] : '\0';
            }
        }

        throw new FormatException("is no path: a [ is not closed.");
    }

    private static string? Unquoted(string text) =>
        text is ['\'', .. var single, '\''] ? single
        : text is ['"', .. var two, '"'] ? two
        : null;

    private static void Require(bool isRight, string problem)
    {
        if (!isRight)
        {
            throw new FormatException($"is no path: it {problem}.");
        }
    }
}
