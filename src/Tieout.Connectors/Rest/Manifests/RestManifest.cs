using Tieout.Connectors.Files.Layouts;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>A system that is connected without code, as its manifest describes it.</summary>
public sealed class RestManifest
{
    internal RestManifest(RestDialect dialect) => Dialect = dialect;

    /// <summary>Where it was read.</summary>
    public required string File { get; init; }

    /// <summary>The system's name for people: Redmine 5.</summary>
    public required string SystemName { get; init; }

    /// <summary>Where it is, unless the hub's configuration says otherwise; none when only that does.</summary>
    public Uri? Address { get; init; }

    /// <summary>Values that the hub's configuration may set; none for those that it must set.</summary>
    public required IReadOnlyDictionary<string, string?> Settings { get; init; }

    /// <summary>
    /// Where each secret is kept, as <c>env:NAME</c>, <c>file:PATH</c> or <c>store:NAME</c>; none for those that the hub's
    /// configuration must name.
    /// </summary>
    public required IReadOnlyDictionary<string, string?> Secrets { get; init; }

    /// <summary>Which kinds of facts it tells of.</summary>
    /// <param name="settings">What the hub's configuration sets.</param>
    public IReadOnlyList<FactKind> TellsWith(IReadOnlyDictionary<string, string> settings) =>
        [
            .. Dialect
                .Resources.Where(x => x.IsMeant(settings, this))
                .Select(x => KindOf(x.Format))
                .Distinct(),
        ];

    /// <summary>Whether documents can be sent to it.</summary>
    public bool IsTarget => Dialect.Writes is not null;

    /// <summary>Whether the hub can set up projects in it.</summary>
    public bool TakesProjects => Dialect.Projects is not null;

    internal RestDialect Dialect { get; }

    /// <summary>The kind of fact that a feed's files hold.</summary>
    private static FactKind KindOf(FeedFormat format) =>
        format.Name switch
        {
            "time" => FactKind.Time,
            "deliveries" => FactKind.Delivery,
            _ => Enum.GetValues<FactKind>().First(x => Is(x.ToString(), NameOf(format.FactType))),
        };

    private static bool Is(string left, string right) =>
        left.Equals(right, StringComparison.Ordinal);

    private static string NameOf(Type fact) =>
        fact == typeof(DocumentVoided) ? nameof(FactKind.Void) : fact.Name;
}
