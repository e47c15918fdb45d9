using System.Text.Json;

namespace Tieout.Connectors.Tryton.Rpc;

/// <summary>A logged-in user.</summary>
/// <param name="Authorization">Parameter of the Authorization header; a secret.</param>
/// <param name="UserId">The id of the user.</param>
/// <param name="Context">What every call sends as its last argument.</param>
internal sealed record TrytonSession(
    string Authorization,
    int UserId,
    IReadOnlyDictionary<string, JsonElement> Context
)
{
    public override string ToString() => $"session of user {UserId}";
}
