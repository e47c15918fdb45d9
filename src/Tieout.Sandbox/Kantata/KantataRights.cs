using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Kantata;

/// <summary>What the person may see and do whose token it is.</summary>
internal sealed class KantataRights(KantataBook book)
{
    /// <summary>Others see their own work only, and nothing says so.</summary>
    public bool IsAdministrator =>
        book.All(KantataKinds.AccountMemberships)
            .First(x => x.TextAt("user_id") is KantataApi.Me)
            .IsTrue("is_administrator");

    public bool Sees(JsonObject work) => IsAdministrator || work.TextAt("user_id") is KantataApi.Me;

    /// <summary>Some calls are an administrator's.</summary>
    /// <exception cref="JsonRefusalException">The person is no administrator.</exception>
    public void NeedsAdministrator()
    {
        if (!IsAdministrator)
        {
            throw KantataRefusals.Forbidden();
        }
    }
}
