using Tieout.Connectors.Rest.Values;
using YamlDotNet.RepresentationModel;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>Reads requests and templates, and sees to it that their placeholders mean something.</summary>
internal sealed class CallBuilder
{
    private const string Secrets = "secrets";

    private static readonly Vocabulary OfSecrets = Vocabulary.Of((Secrets, Vocabulary.Open));

    private readonly ManifestContext _context;
    private readonly Vocabulary _known;
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private HashSet<string> _uses = new(StringComparer.Ordinal);
    private HashSet<(string Path, string Map)> _mapped = [];

    /// <summary>For requests whose placeholders are known to their last name.</summary>
    /// <param name="known">What a placeholder may name besides <c>settings</c>.</param>
    public CallBuilder(ManifestContext context, Vocabulary known)
    {
        _context = context;
        _known = Vocabulary.Of(("settings", Vocabulary.Open)).With(known);
    }

    /// <summary>For requests whose placeholders are known by their first name.</summary>
    /// <param name="known">What a placeholder may begin with besides <c>settings</c>.</param>
    public CallBuilder(ManifestContext context, params IReadOnlyList<string> known)
        : this(context, Vocabulary.Of(known.Select(x => (x, Vocabulary.Open)))) { }

    /// <summary>The placeholders that were used so far.</summary>
    public IReadOnlySet<string> Used => _used;

    public RestCall Build(ManifestNode node)
    {
        _uses = new HashSet<string>(StringComparer.Ordinal);
        _mapped = [];
        var body = node.Child("body");
        if (body is not null)
        {
            CheckBody(body.Yaml, node, _known.With(OfSecrets));
        }

        return new RestCall(
            HttpMethod.Parse(node.Required("method")),
            Template(node, "path") ?? Values.Template.Parse(string.Empty),
            Templates(node, "query"),
            Headers(node),
            body?.Yaml,
            node.Flag("form")
        )
        {
            Uses = _uses,
            Mapped = _mapped,
            Secrets = [.. _uses.Where(IsSecret).Select(NameOf)],
        };
    }

    /// <summary>Of a request, and may have secrets; <c>Content-Type</c> is that of its body.</summary>
    public IReadOnlyList<KeyValuePair<string, Template>> Headers(ManifestNode node)
    {
        using var probe = new HttpRequestMessage();
        foreach (var (name, value) in node.Entries("headers"))
        {
            if (
                !name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)
                && !probe.Headers.TryAddWithoutValidation(name, "x")
            )
            {
                value.Fail($"'{name}' is no header that a request can have.");
            }
        }

        return Templates(node, "headers", _known.With(OfSecrets));
    }

    public Template? Template(ManifestNode node, string key) =>
        node.Child(key) is { } child ? Template(child, _known) : null;

    public IReadOnlyList<KeyValuePair<string, Template>> Templates(ManifestNode node, string key) =>
        Templates(node, key, _known);

    private List<KeyValuePair<string, Template>> Templates(
        ManifestNode node,
        string key,
        Vocabulary known
    ) =>
        [
            .. node.Entries(key)
                .Select(x => KeyValuePair.Create(x.Name, Template(x.Value, known)))
                .Where(x => x.Value is not null)
                .Select(x => KeyValuePair.Create(x.Key, x.Value!)),
        ];

    /// <summary>Codes and what they mean; a meaning may be one of the settings.</summary>
    public static ValueMap Map(ManifestContext context, ManifestNode node)
    {
        var calls = new CallBuilder(context);
        return new ValueMap(
            node.Entries()
                .ToDictionary(
                    x => x.Name,
                    x =>
                        calls.Template(x.Value, calls._known)
                        ?? Values.Template.Parse(string.Empty),
                    StringComparer.Ordinal
                )
        );
    }

    private Template? Template(ManifestNode node, Vocabulary known)
    {
        var template = node.Parse(Values.Template.Parse);
        if (template is not null)
        {
            Check(template, node, known, items: null);
        }

        return template;
    }

    /// <summary>What it names is known, and what it maps is kept.</summary>
    /// <param name="items">The list whose items placeholders may name; none outside one.</param>
    private void Check(Template template, ManifestNode node, Vocabulary known, string? items)
    {
        _mapped.UnionWith(template.Mapped);
        if (items is not null)
        {
            _mapped.UnionWith(template.Mapped.Select(x => ($"{items}.{x.Path}", x.Map)));
        }

        foreach (var path in template.Paths)
        {
            _used.Add(path.Root ?? string.Empty);
            _uses.Add(string.Join('.', path.Names));
            // Within $do a placeholder may be the item itself.
            if (path.Root is null ? items is null : known.Find(path) is null)
            {
                node.Fail(known.Problem(path));
            }
        }

        CheckNames(template, node);
    }

    /// <summary>What is named below settings, secrets and maps is of the manifest's own.</summary>
    private void CheckNames(Template template, ManifestNode node)
    {
        foreach (var setting in template.Paths.Where(x => x.Root is "settings"))
        {
            var name = setting.Text["settings".Length..].TrimStart('.');
            if (!_context.Settings.ContainsKey(name))
            {
                node.Fail(
                    $"'{name}' is not one of the settings ({ManifestContext.Named(_context.Settings.Keys)}); add it there."
                );
            }
        }

        foreach (var secret in template.Paths.Where(x => x.Root is Secrets))
        {
            var name = NameOf(secret.Text);
            if (!_context.Secrets.ContainsKey(name))
            {
                node.Fail(
                    $"'{name}' is not one of the secrets ({ManifestContext.Named(_context.Secrets.Keys)}); name it there."
                );
            }
        }

        foreach (var map in template.Filters.OfType<Filter.Map>())
        {
            if (!_context.Maps.ContainsKey(map.Name))
            {
                node.Fail(
                    $"'{map.Name}' is not one of the maps ({ManifestContext.Named(_context.Maps.Keys)}); add it there."
                );
            }
        }
    }

    private static bool IsSecret(string path) =>
        path.StartsWith(Secrets + ".", StringComparison.Ordinal);

    private static string NameOf(string secret) => secret[Secrets.Length..].TrimStart('.');

    /// <summary>Inside <c>$do</c> a placeholder may be a member of the item.</summary>
    private void CheckBody(
        YamlNode yaml,
        ManifestNode owner,
        Vocabulary known,
        string? items = null
    )
    {
        switch (yaml)
        {
            case YamlScalarNode { Value: { } text }:
                var node = owner.At(yaml, "body");
                if (node.Parse(_ => Values.Template.Parse(text)) is { } template)
                {
                    Check(template, node, known, items);
                }

                break;
            case YamlSequenceNode sequence:
                foreach (var item in sequence.Children)
                {
                    CheckBody(item, owner, known, items);
                }

                break;
            case YamlMappingNode mapping when BodyWriter.EachOf(mapping) is { } each:
                CheckBody(each.List, owner, known, items);
                var list = ListOf(each.List);
                var inside = list is null ? null : known.Find(list);
                CheckBody(
                    each.Item,
                    owner,
                    known.With(inside ?? Vocabulary.Open),
                    string.Join('.', list?.Names ?? [])
                );
                break;
            case YamlMappingNode mapping:
                foreach (var child in mapping.Children.Values)
                {
                    CheckBody(child, owner, known, items);
                }

                break;
        }
    }

    /// <summary>The list that is gone over; none where that is a mistake, which is told elsewhere.</summary>
    private static DataPath? ListOf(YamlNode list)
    {
        try
        {
            return list is YamlScalarNode { Value: { } text }
                ? Values.Template.Parse(text).Paths.FirstOrDefault()
                : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
