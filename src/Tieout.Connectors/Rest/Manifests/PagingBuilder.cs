using NodaTime.Text;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>Reads how pages and changes are asked for.</summary>
internal static class PagingBuilder
{
    private static readonly string[] Placed = ["offset", "page", "token", "keyset"];

    /// <summary>How the next page is asked for.</summary>
    /// <param name="owner">The list; without <c>paging</c> its answer is the whole list.</param>
    /// <param name="used">The placeholders of the request.</param>
    public static RestPaging Paging(ManifestNode owner, IReadOnlySet<string> used)
    {
        if (owner.Child("paging") is not { } node)
        {
            return new RestPaging.None();
        }

        var paging = Read(node, used);
        foreach (
            var (name, value) in owner.Entries("query").Where(x => Sent(paging).Contains(x.Name))
        )
        {
            value.Fail(
                $"'{name}' is sent by paging as well: leave it out here, with its number as size of paging, or name the parameters of paging otherwise."
            );
        }

        return paging;
    }

    /// <summary>The parameters that are added to those of the query.</summary>
    private static string?[] Sent(RestPaging paging) =>
        paging switch
        {
            RestPaging.Offset x => [x.Parameter, x.LimitParameter],
            RestPaging.Number x => [x.Parameter, x.SizeParameter],
            RestPaging.Token x => [x.Parameter],
            RestPaging.Keyset x => [x.Parameter],
            _ => [],
        };

    private static RestPaging Read(ManifestNode node, IReadOnlySet<string> used)
    {
        // What the request itself has a place for goes into no parameter that nobody named.
        var isInRequest = used.Contains("page");
        string? Named(string key) => isInRequest && !node.Has(key) ? null : node.Text(key);
        var parameter = Placed.Contains(node.Kind, StringComparer.Ordinal)
            ? Named("parameter")
            : null;
        if (node.Kind is "token" or "keyset" && parameter is null && !isInRequest)
        {
            node.Fail("needs parameter, or {page} in the request.");
        }

        if (
            isInRequest
            && node.Kind is "offset" or "page"
            && node.Text("end") is "short-page"
            && !node.Has("size")
        )
        {
            node.Fail("needs size: how many records the request asks for, to know a short page.");
        }

        return node.Kind switch
        {
            "offset" => new RestPaging.Offset(
                parameter,
                Named("limitParameter"),
                node.Count("size"),
                Path(node, "total"),
                node.Text("end") is "short-page"
            ),
            "page" => new RestPaging.Number(
                parameter,
                node.Count("first"),
                node.Text("sizeParameter"),
                node.Count("size"),
                Path(node, "pages"),
                node.Text("end") is "short-page"
            ),
            "link-header" => new RestPaging.LinkHeader(),
            "next-url" => new RestPaging.NextUrl(Some(node, "next")),
            "token" => Token(node, parameter),
            "keyset" => new RestPaging.Keyset(
                parameter,
                Some(node, "key"),
                node.Text("first"),
                Path(node, "more")
            ),
            _ => new RestPaging.None(),
        };
    }

    /// <summary>What a request may have a placeholder for, by its paging.</summary>
    public static IReadOnlyList<string> Placeholders(ManifestNode owner) =>
        Placed.Contains(owner.Child("paging")?.Kind, StringComparer.Ordinal) ? ["page"] : [];

    private static RestPaging.Token Token(ManifestNode node, string? parameter)
    {
        if (node.Has("next") == node.Has("header"))
        {
            node.Fail("needs either next or header.");
        }

        return new RestPaging.Token(
            parameter,
            Path(node, "next"),
            node.Text("header"),
            Path(node, "more")
        );
    }

    public static RestChanges Changes(ManifestNode? node) =>
        node?.Kind switch
        {
            "window" => new RestChanges.Reread(Window(node)),
            "since" => Since(node),
            "sequence" => new RestChanges.Sequence(Some(node, "number"), node.Count("start")),
            "token" => new RestChanges.Token(Some(node, "next"), node.Text("start")),
            _ => new RestChanges.Reread(Window: null),
        };

    public static DataPath? Path(ManifestNode node, string key) =>
        node.Child(key)?.Parse(DataPath.Parse);

    private static DataPath Some(ManifestNode node, string key) =>
        Path(node, key) ?? DataPath.Parse(string.Empty);

    private static RestWindow Window(ManifestNode node)
    {
        LocalDate? start = null;
        if (node.Text("start") is { } text)
        {
            var parsed = LocalDatePattern.Iso.Parse(text);
            if (!parsed.Success)
            {
                node.Child("start")!.Fail($"'{text}' is no date of the calendar.");
            }

            start = parsed.TryGetValue(default, out var day) ? day : null;
        }

        return new RestWindow(
            node.Count("daysBack"),
            node.Count("daysAhead"),
            start,
            FieldBuilder.Zone(node, "zone") ?? DateTimeZone.Utc,
            node.Text("format")
        );
    }

    private static RestChanges.Since Since(ManifestNode node)
    {
        InstantPattern? pattern = null;
        if (node.Child("format") is { } format)
        {
            try
            {
                pattern = InstantPattern.CreateWithInvariantCulture(format.Scalar);
            }
            catch (InvalidPatternException e)
            {
                format.Fail($"'{format.Scalar}' is no pattern of an instant: {e.Message}");
            }
        }

        var isExcluded = node.Text("bound") is "excluded";
        var overlap = node.Time("overlap") ?? TimeSpan.Zero;
        if (isExcluded && overlap < TimeSpan.FromSeconds(1))
        {
            node.Fail("needs an overlap of 1s or more, since the bound is excluded.");
        }

        return new RestChanges.Since(
            FieldBuilder.Paths(node, "stamp"),
            new StampFormat(
                FieldBuilder.FormOf(node.Required("as")),
                pattern,
                FieldBuilder.Zone(node, "zone")
            ),
            overlap,
            // Without the records of exactly the stamp, nobody can go on from it.
            node.Text("order")
                is "ascending"
                && !isExcluded,
            Path(node, "id"),
            node.Text("start"),
            FieldBuilder.Pattern(node, "extract")
        );
    }
}
