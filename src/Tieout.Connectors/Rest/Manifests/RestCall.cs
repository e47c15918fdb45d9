using Tieout.Connectors.Rest.Values;
using YamlDotNet.RepresentationModel;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>A request with placeholders.</summary>
/// <param name="Path">Relative to the address.</param>
/// <param name="Query">A parameter whose placeholder has no value is left out.</param>
/// <param name="Body">None for a request without one.</param>
/// <param name="IsForm">The body is sent as a form and not as JSON.</param>
internal sealed record RestCall(
    HttpMethod Method,
    Template Path,
    IReadOnlyList<KeyValuePair<string, Template>> Query,
    IReadOnlyList<KeyValuePair<string, Template>> Headers,
    YamlNode? Body,
    bool IsForm
)
{
    /// <summary>A POST that changes nothing, such as a query.</summary>
    public bool ChangesNothing { get; init; }

    /// <summary>The names of the secrets that the body has.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Asks for a token: what is refused has to do with the secrets.</summary>
    public bool IsForToken { get; init; }

    /// <summary>What its placeholders name, without filters: <c>document.date</c>.</summary>
    public IReadOnlySet<string> Uses { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Which of them go through which value map.</summary>
    public IReadOnlySet<(string Path, string Map)> Mapped { get; init; } =
        new HashSet<(string, string)>();

    /// <summary>A form that the connector itself fills, instead of a body.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Form { get; init; }

    /// <summary>Whether a placeholder names this, or something below it.</summary>
    public bool Names(string what) =>
        Uses.Any(x =>
            x.Equals(what, StringComparison.Ordinal)
            || x.StartsWith(what + ".", StringComparison.Ordinal)
        );

    /// <summary>All of its texts but those that a list repeats.</summary>
    public IEnumerable<Template> Templates =>
        [
            Path,
            .. Query.Concat(Headers).Select(x => x.Value),
            .. Body is null ? [] : BodyWriter.Templates(Body),
        ];
}
