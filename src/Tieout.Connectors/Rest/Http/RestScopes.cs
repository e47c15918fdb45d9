using System.Text.Json;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Http;

/// <summary>What placeholders of requests are looked up in.</summary>
internal sealed class RestScopes
{
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

    public Scope WithSecrets(IEnumerable<string> names, Func<string, string> secret)
    {
        var secrets = names.ToDictionary(x => x, secret, StringComparer.Ordinal);
        return Plain.Within(JsonSerializer.SerializeToElement(new { secrets }));
    }

    /// <summary>What the body of a request is made with: the secrets that it names are in no other part.</summary>
    public Scope OfBody(RestRequest request) =>
        request.Call.Secrets is { Count: > 0 } names
            ? request.Scope.Within(
                "secrets",
                JsonSerializer.SerializeToElement(
                    names.ToDictionary(x => x, _secret, StringComparer.Ordinal)
                )
            )
            : request.Scope;
}
