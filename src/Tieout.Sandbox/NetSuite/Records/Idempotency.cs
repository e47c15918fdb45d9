using System.Text.Json.Nodes;
using Tieout.Sandbox.NetSuite.Books;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.NetSuite.Records;

/// <summary>Remembers the keys of writes that were carried out.</summary>
/// <remarks>
/// The vendor documents keys for asynchronous calls: a repetition is refused, and leads to the first
/// job. For how long, and what a synchronous repetition is answered, is not documented [U]: here it
/// is refused likewise for a day and leads to the record.
/// </remarks>
internal sealed class Idempotency(ObjectStore store, SandboxClock clock)
{
    private const string Kind = "_idempotency";
    private static readonly TimeSpan Life = TimeSpan.FromDays(1);

    /// <summary>Lets a key through that is new.</summary>
    /// <exception cref="NsRefusalException">The key was used already.</exception>
    public void Require(string key)
    {
        if (
            key.Length > 0
            && store.Find(Kind, key) is { } held
            && clock.GetUtcNow() - held.Modified < Life
        )
        {
            throw Refusals.Repeated((string?)held.Fields["location"]);
        }
    }

    public void Keep(string key, string? location)
    {
        if (key.Length == 0)
        {
            return;
        }

        var fields = new JsonObject { ["location"] = location };
        if (store.Find(Kind, key) is { } held)
        {
            store.Put(held with { Modified = clock.GetUtcNow(), Fields = fields });
        }
        else
        {
            _ = store.Add(Kind, key, clock.GetUtcNow(), fields);
        }
    }
}
