using System.Globalization;
using System.Text;

namespace Tieout.Connectors.Rest.Reading;

/// <summary>Fingerprints of what was delivered, by the instant of its change.</summary>
/// <remarks>What does not fit is forgotten, oldest first: the reading then begins after it.</remarks>
internal sealed class DeliveredStamps
{
    private const int LengthMax = 48_000;

    private readonly SortedDictionary<long, HashSet<string>> _byStamp = [];

    /// <summary>As <see cref="Format"/> wrote them: <c>stamp:aaaaaaaabbbbbbbb;stamp:…</c>.</summary>
    public static DeliveredStamps Parse(string? text)
    {
        var delivered = new DeliveredStamps();
        foreach (
            var group in (text ?? string.Empty).Split(';', StringSplitOptions.RemoveEmptyEntries)
        )
        {
            var parts = group.Split(':');
            var stamp = long.Parse(parts[0], CultureInfo.InvariantCulture);
            delivered._byStamp[stamp] =
            [
                .. parts[1].Chunk(Fingerprint.Length).Select(x => new string(x)),
            ];
        }

        return delivered;
    }

    /// <summary>Remembers a record.</summary>
    /// <returns>False when it was there already.</returns>
    public bool Add(long stamp, string fingerprint)
    {
        if (!_byStamp.TryGetValue(stamp, out var same))
        {
            same = new HashSet<string>(StringComparer.Ordinal);
            _byStamp.Add(stamp, same);
        }

        return same.Add(fingerprint);
    }

    public bool Has(long stamp, string fingerprint) =>
        _byStamp.TryGetValue(stamp, out var same) && same.Contains(fingerprint);

    /// <summary>Forgets what comes before a stamp, and what does not fit.</summary>
    /// <returns>The stamp from which on everything is remembered.</returns>
    public long Trim(long from)
    {
        foreach (var stamp in _byStamp.Keys.TakeWhile(x => x < from).ToList())
        {
            _byStamp.Remove(stamp);
        }

        while (
            _byStamp.Count > 1
            && _byStamp.Sum(x => 22L + (x.Value.Count * Fingerprint.Length)) > LengthMax
        )
        {
            _byStamp.Remove(_byStamp.Keys.First());
            from = _byStamp.Keys.First();
        }

        return from;
    }

    public string? Format()
    {
        var text = new StringBuilder();
        foreach (var (stamp, fingerprints) in _byStamp)
        {
            text.Append(CultureInfo.InvariantCulture, $"{stamp}:");
            foreach (var fingerprint in fingerprints.Take(LengthMax / Fingerprint.Length))
            {
                text.Append(fingerprint);
            }

            text.Append(';');
        }

        return text.Length == 0 ? null : text.ToString();
    }
}
