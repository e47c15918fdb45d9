using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Tieout.Sandbox.Serving;

/// <summary>Draws ids that grow by uneven steps, as those of a system with many tenants do.</summary>
/// <remarks>The same seed draws the same ones again.</remarks>
internal sealed class NumberSeries(ObjectStore store, int seed)
{
    private const string Kind = "_series";
    private const int StepMax = 97;

    /// <summary>The next number of a series.</summary>
    /// <param name="name">Of the series.</param>
    /// <param name="first">Where it begins.</param>
    public long Next(string name, long first) =>
        store.Change(() =>
        {
            var held = store.Find(Kind, name);
            var last = (long?)held?.Fields["last"] ?? first;
            var next = last + Step(name, last);
            if (held is null)
            {
                var fields = new JsonObject { ["last"] = next };
                _ = store.Add(Kind, name, DateTimeOffset.UnixEpoch, fields);
            }
            else
            {
                held.Fields["last"] = next;
                store.Put(held);
            }

            return next;
        });

    private int Step(string name, long last)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{name} {seed} {last}");
        return 1 + (SHA256.HashData(Encoding.UTF8.GetBytes(text))[0] % StepMax);
    }
}
