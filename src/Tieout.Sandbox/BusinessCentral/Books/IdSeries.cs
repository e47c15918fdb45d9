using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.BusinessCentral.Books;

/// <summary>Ids and numbers, decided by the seed and by how many were drawn before.</summary>
internal sealed class IdSeries(ObjectStore store, SandboxClock clock, int seed)
{
    private const string Kind = "~series";

    /// <summary>A GUID that no other record has.</summary>
    public string Next() => Of(FormattableString.Invariant($"id/{Count("id")}"));

    /// <summary>The GUID of something that has a name.</summary>
    public string Of(string name)
    {
        var hash = SHA256.HashData(
            Encoding.UTF8.GetBytes(FormattableString.Invariant($"{seed}/{name}"))
        );
        return new Guid(hash.AsSpan(0, 16)).ToString("D");
    }

    /// <summary>Counts what has a name; the first is 1.</summary>
    public long Count(string name)
    {
        if (store.Find(Kind, name) is not { } held)
        {
            _ = store.Add(Kind, name, clock.GetUtcNow(), new JsonObject { ["last"] = 1 });
            return 1;
        }

        var next = (long)held.Fields["last"]! + 1;
        held.Fields["last"] = next;
        store.Put(held);
        return next;
    }
}
