using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.Salesforce.Records;

/// <summary>Draws ids and numbers, the same ones from the same seed in the same order.</summary>
internal sealed class IdMint(ObjectStore store, int seed)
{
    private const string Kind = "~counter";
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>Two characters that say which instance of the vendor serves the organisation.</summary>
    private readonly string _instance =
        $"{Digits[10 + (seed % 52)]}{Digits[36 + (seed / 52 % 26)]}";

    /// <summary>The next id of a kind: prefix, instance, reserved 0, number, checksum.</summary>
    public string NextId(string prefix)
    {
        // Not from 1: the vendor's ids of one object are far from those of another, and grow.
        var number = 200_000_000L + (seed * 1_000L) + Next("id " + prefix);
        var text = new char[9];
        for (var i = text.Length - 1; i >= 0; i--, number /= Digits.Length)
        {
            text[i] = Digits[(int)(number % Digits.Length)];
        }

        return RecordId.Checked($"{prefix}{_instance}0{new string(text)}");
    }

    /// <summary>The next number of a field in its format: SOW-{0000}.</summary>
    public string NextNumber(string field, string format)
    {
        var open = format.IndexOf('{', StringComparison.Ordinal);
        var close = format.IndexOf('}', StringComparison.Ordinal);
        var digits = Next(field).ToString(format[(open + 1)..close], CultureInfo.InvariantCulture);
        return format[..open] + digits + format[(close + 1)..];
    }

    private long Next(string counter) =>
        store.Change(() =>
        {
            var stored = store.Find(Kind, counter);
            var next = 1L + (stored?.Fields["n"]?.GetValue<long>() ?? 0L);
            if (stored is null)
            {
                _ = store.Add(
                    Kind,
                    counter,
                    DateTimeOffset.UnixEpoch,
                    new JsonObject { ["n"] = next }
                );
            }
            else
            {
                stored.Fields["n"] = next;
                store.Put(stored);
            }

            return next;
        });
}
