using System.Diagnostics.CodeAnalysis;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Tieout.Host.Configuration;

/// <summary>Reads a mapping strictly: what nobody has asked for is a problem.</summary>
internal sealed class YamlSection(
    YamlMappingNode node,
    string path,
    List<ConfigurationProblem> problems
)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Makes a value of a text, or says no.</summary>
    public delegate bool TryRead<T>(string text, [NotNullWhen(true)] out T? value);

    /// <summary>The hub's, which its encrypted store of secrets is in; absolute.</summary>
    public string DataFolder { get; set; } = string.Empty;

    /// <summary>All keys, for mappings whose keys are names.</summary>
    public IEnumerable<string> Names => node.Children.Keys.Select(NameOf);

    public bool Has(string key)
    {
        _known.Add(key);
        return Find(key) is not null;
    }

    /// <summary>A text that must be there and not be empty.</summary>
    public string Text(string key) => OptionalText(key) ?? Missing(key);

    public string? OptionalText(string key)
    {
        _known.Add(key);
        switch (Find(key))
        {
            case null:
                return null;
            case YamlScalarNode { Value: { Length: > 0 } value }:
                return value;
            case { } other:
                Problem(other, key, "must be a text that is not empty.");
                return null;
        }
    }

    public T Value<T>(string key, TryRead<T> read, string expected, T fallback)
    {
        if (OptionalText(key) is not { } text)
        {
            return fallback;
        }

        if (read(text, out var value))
        {
            return value;
        }

        Problem(Find(key)!, key, $"'{text}' is not {expected}.");
        return fallback;
    }

    public T RequiredValue<T>(string key, TryRead<T> read, string expected, T fallback)
    {
        if (!Has(key))
        {
            _ = Missing(key);
            return fallback;
        }

        return Value(key, read, expected, fallback);
    }

    /// <summary>A mapping that must be there.</summary>
    public YamlSection? Section(string key)
    {
        if (!Has(key))
        {
            _ = Missing(key);
            return null;
        }

        return OptionalSection(key);
    }

    public YamlSection? OptionalSection(string key)
    {
        _known.Add(key);
        switch (Find(key))
        {
            case null:
                return null;
            case YamlMappingNode mapping:
                return new YamlSection(mapping, PathOf(key), problems) { DataFolder = DataFolder };
            case { } other:
                Problem(other, key, "must be a mapping: indented lines of 'key: value'.");
                return null;
        }
    }

    /// <summary>A list of mappings, or nothing when it is something else.</summary>
    public IReadOnlyList<YamlSection>? Items(string key)
    {
        _known.Add(key);
        if (Find(key) is not YamlSequenceNode sequence)
        {
            return null;
        }

        var items = new List<YamlSection>();
        foreach (var (i, child) in sequence.Children.Index())
        {
            if (child is YamlMappingNode mapping)
            {
                items.Add(
                    new YamlSection(mapping, $"{PathOf(key)}[{i}]", problems)
                    {
                        DataFolder = DataFolder,
                    }
                );
            }
            else
            {
                Problem(child, key, "must be a list of mappings.");
            }
        }

        return items;
    }

    public void Problem(string key, string message) => Problem(Find(key) ?? node, key, message);

    /// <summary>Reports every key that was not asked for.</summary>
    public void Close()
    {
        foreach (var key in node.Children.Keys)
        {
            var name = NameOf(key);
            if (!_known.Contains(name))
            {
                Problem(key, name, $"unknown key; known here: {string.Join(", ", _known)}.");
            }
        }
    }

    private static string NameOf(YamlNode key) => (key as YamlScalarNode)?.Value ?? key.ToString();

    private YamlNode? Find(string key) =>
        node
            .Children.FirstOrDefault(x => NameOf(x.Key).Equals(key, StringComparison.Ordinal))
            .Value;

    private string PathOf(string key) => path.Length == 0 ? key : $"{path}.{key}";

    private string Missing(string key)
    {
        // A key that is there and unreadable has been reported where it stands.
        if (Find(key) is null)
        {
            Problem(node, key, "is missing.");
        }

        return string.Empty;
    }

    private void Problem(YamlNode at, string key, string message)
    {
        Mark mark = at.Start;
        problems.Add(new ConfigurationProblem(mark.Line, mark.Column, PathOf(key), message));
    }
}
