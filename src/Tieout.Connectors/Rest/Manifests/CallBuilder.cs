using Tieout.Connectors.Rest.Values;
using YamlDotNet.RepresentationModel;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>Reads requests and templates, and sees to it that their placeholders mean something.</summary>
/// <param name="known">What a placeholder may begin with besides <c>settings</c>.</param>
internal sealed class CallBuilder(ManifestContext context, params IReadOnlyList<string> known)
{
    private const string Secrets = "secrets";

    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>The placeholders that were used so far.</summary>
    public IReadOnlySet<string> Used => _used;

    public RestCall Build(ManifestNode node)
    {
        var body = node.Child("body");
        var secrets = new HashSet<string>(StringComparer.Ordinal);
        if (body is not null)
        {
            CheckBody(body.Yaml, node, isItem: false, secrets);
        }

        return new RestCall(
            HttpMethod.Parse(node.Required("method")),
            Template(node, "path") ?? Values.Template.Parse(string.Empty),
            Templates(node, "query"),
            Templates(node, "headers"),
            body?.Yaml,
            node.Flag("form")
        )
        {
            Secrets = [.. secrets],
        };
    }

    public Template? Template(ManifestNode node, string key) =>
        node.Child(key) is { } child ? Template(child) : null;

    public IReadOnlyList<KeyValuePair<string, Template>> Templates(ManifestNode node, string key) =>
        [
            .. node.Entries(key)
                .Select(x => KeyValuePair.Create(x.Name, Template(x.Value)))
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
                    x => calls.Template(x.Value) ?? Values.Template.Parse(string.Empty),
                    StringComparer.Ordinal
                )
        );
    }

    private Template? Template(ManifestNode node)
    {
        var template = node.Parse(Values.Template.Parse);
        if (template is not null)
        {
            Check(template, node, isItem: false);
        }

        return template;
    }

    /// <summary>Takes down the secrets that a body names; where a text is no part of one, it may name none.</summary>
    private void Check(
        Template template,
        ManifestNode node,
        bool isItem,
        HashSet<string>? secrets = null
    )
    {
        foreach (var root in template.Paths.Select(x => x.Root ?? string.Empty))
        {
            _used.Add(root);
            var isKnown =
                root is "settings"
                || (root is Secrets && secrets is not null)
                || known.Contains(root, StringComparer.Ordinal);
            if (!isItem && !isKnown)
            {
                node.Fail(
                    $"'{{{root}}}' is no placeholder here; known here: {ManifestContext.Named(known.Prepend("settings"))}."
                );
            }
        }

        foreach (var setting in template.Paths.Where(x => x.Root is "settings"))
        {
            var name = setting.Text["settings".Length..].TrimStart('.');
            if (!context.Settings.ContainsKey(name))
            {
                node.Fail(
                    $"'{name}' is not one of the settings ({ManifestContext.Named(context.Settings.Keys)}); add it there."
                );
            }
        }

        foreach (var secret in template.Paths.Where(x => x.Root is Secrets))
        {
            var name = secret.Text[Secrets.Length..].TrimStart('.');
            secrets?.Add(name);
            if (!context.Secrets.ContainsKey(name))
            {
                node.Fail(
                    $"'{name}' is not one of the secrets ({ManifestContext.Named(context.Secrets.Keys)}); name it there."
                );
            }
        }

        foreach (var map in template.Filters.OfType<Filter.Map>())
        {
            if (!context.Maps.ContainsKey(map.Name))
            {
                node.Fail(
                    $"'{map.Name}' is not one of the maps ({ManifestContext.Named(context.Maps.Keys)}); add it there."
                );
            }
        }
    }

    /// <summary>Inside <c>$do</c> a placeholder may be a member of the item.</summary>
    private void CheckBody(YamlNode yaml, ManifestNode owner, bool isItem, HashSet<string> secrets)
    {
        switch (yaml)
        {
            case YamlScalarNode { Value: { } text }:
                var node = owner.At(yaml, "body");
                if (node.Parse(_ => Values.Template.Parse(text)) is { } template)
                {
                    Check(template, node, isItem, secrets);
                }

                break;
            case YamlSequenceNode sequence:
                foreach (var item in sequence.Children)
                {
                    CheckBody(item, owner, isItem, secrets);
                }

                break;
            case YamlMappingNode mapping when BodyWriter.EachOf(mapping) is { } each:
                CheckBody(each.List, owner, isItem, secrets);
                CheckBody(each.Item, owner, isItem: true, secrets);
                break;
            case YamlMappingNode mapping:
                foreach (var child in mapping.Children.Values)
                {
                    CheckBody(child, owner, isItem, secrets);
                }

                break;
        }
    }
}
