using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Kantata;

/// <summary>Routes below <c>/api/v1</c>, which may end in <c>.json</c>.</summary>
internal static class KantataRoutes
{
    private const string Suffix = ".json";

    public static void Add(
        JsonRoutes routes,
        string method,
        string path,
        Func<JsonCall, JsonAnswer> answer
    )
    {
        var whole = $"api/v1/{path}";
        routes.Add(method, whole, call => answer(Plain(call)));
        if (!path.EndsWith('*'))
        {
            routes.Add(method, whole + Suffix, answer);
        }
    }

    private static JsonCall Plain(JsonCall call) =>
        call.Ids is [.., var last] && last.EndsWith(Suffix, StringComparison.Ordinal)
            ? call with
            {
                Ids = [.. call.Ids.SkipLast(1), last[..^Suffix.Length]],
            }
            : call;
}
