using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Http;

/// <summary>A request that is about to be sent.</summary>
/// <param name="More">Parameters that paging adds.</param>
/// <param name="Address">Instead of path and query: the next page as the system names it.</param>
internal sealed record RestRequest(
    RestCall Call,
    Scope Scope,
    IReadOnlyList<KeyValuePair<string, string>>? More = null,
    Uri? Address = null
)
{
    public bool IsWrite => !Call.ChangesNothing;

    /// <summary>For messages: without query and without values of records, which may name persons.</summary>
    public string Name => $"{Call.Method} {Call.Path.Show(Scope, IsTold)}";

    private static bool IsTold(DataPath path) =>
        path.Root is "settings" or "document" or "accounts" or "found" or "prefix" or "from" or "to"
        || path.Text is "customer.code" or "customer.found.id";
}
