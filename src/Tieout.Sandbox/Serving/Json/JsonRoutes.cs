namespace Tieout.Sandbox.Serving.Json;

/// <summary>Which call is answered by whom.</summary>
internal sealed class JsonRoutes
{
    private readonly List<(string Method, string[] Path, Func<JsonCall, JsonAnswer> Answer)> _all =
    [];

    /// <summary>Adds a route; those that come first win.</summary>
    /// <param name="path">Without a slash at its beginning; <c>*</c> stands for one segment.</param>
    public void Add(string method, string path, Func<JsonCall, JsonAnswer> answer) =>
        _all.Add((method, path.Split('/'), answer));

    /// <summary>Finds who answers; none when nobody does.</summary>
    /// <param name="ids">What stands in the place of the route's placeholders.</param>
    public Func<JsonCall, JsonAnswer>? Find(
        string method,
        string path,
        out IReadOnlyList<string> ids
    )
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        foreach (var (routeMethod, route, answer) in _all)
        {
            if (
                string.Equals(routeMethod, method, StringComparison.Ordinal)
                && route.Length == segments.Length
                && route.Zip(segments).All(x => x.First is "*" || IsSame(x.First, x.Second))
            )
            {
                ids = [.. route.Zip(segments).Where(x => x.First is "*").Select(x => x.Second)];
                return answer;
            }
        }

        ids = [];
        return null;
    }

    private static bool IsSame(string left, string right) =>
        string.Equals(left, right, StringComparison.Ordinal);
}
