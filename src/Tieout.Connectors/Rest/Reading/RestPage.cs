using System.Text.Json;
using Tieout.Connectors.Rest.Http;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Reading;

/// <summary>One answer of a list.</summary>
/// <param name="Records">In the system's order.</param>
/// <param name="Next">Where the next page is; none on the last.</param>
/// <param name="Body">The whole answer.</param>
internal sealed record RestPage(IReadOnlyList<Place> Records, string? Next, JsonElement Body)
{
    /// <summary>The answer that it was read from; none where nothing was asked for.</summary>
    public RestAnswer? Answer { get; init; }
}
