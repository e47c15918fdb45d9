using System.Text.Json;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Http;

/// <summary>What placeholders of requests are looked up in.</summary>
internal sealed class RestScopes
{
    private const string Secrets = "secrets";

    private readonly JsonElement _settings;
    private readonly IReadOnlyDictionary<string, ValueMap> _maps;
    private readonly Func<string, string> _secret;

    public RestScopes(RestOptions options)
    {
        var settings = options.Manifest.Settings.ToDictionary(
            x => x.Key,
            x => options.Settings.GetValueOrDefault(x.Key) ?? x.Value,
            StringComparer.Ordinal
        );
        _settings = JsonSerializer.SerializeToElement(new { settings });
        _maps = options.Manifest.Dialect.Maps;
        _secret = options.Secret;
    }

    /// <summary>The settings only.</summary>
    public Scope Plain => Scope.Of(_settings) with { Maps = _maps };

    /// <summary>Named values before the settings; those without a value are left out.</summary>
    public Scope With(params IEnumerable<(string Name, string? Value)> values) =>
        Plain.Within(
            JsonSerializer.SerializeToElement(
                values
                    .Where(x => x.Value is not null)
                    .ToDictionary(x => x.Name, x => x.Value, StringComparer.Ordinal)
            )
        );

    /// <summary>A whole document before the settings.</summary>
    public Scope With(JsonElement model) => Plain.Within(model);

    public Scope Of(Place record) => Plain with { Places = [record, .. Plain.Places] };

    /// <summary>What bodies and headers are made with: the secrets that they name are in no other part.</summary>
    public Scope WithSecrets(Scope scope, IEnumerable<string> names)
    {
        var secrets = names
            .Distinct(StringComparer.Ordinal)
            .ToDictionary(x => x, _secret, StringComparer.Ordinal);
        return secrets.Count == 0
            ? scope
            : scope.Within(Secrets, JsonSerializer.SerializeToElement(secrets));
    }

    /// <summary>The names of the secrets that headers name.</summary>
    public static IReadOnlyList<string> SecretsOf(
        IEnumerable<KeyValuePair<string, Template>> headers
    ) =>
        [
            .. headers
                .SelectMany(x => x.Value.Paths)
                .Where(x => x.Root is Secrets)
                .Select(x => x.Text[Secrets.Length..].TrimStart('.')),
        ];
}
