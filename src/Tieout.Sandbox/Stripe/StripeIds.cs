using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.Stripe;

/// <summary>Draws ids that look like Stripe's and come again with the same seed.</summary>
internal sealed class StripeIds(ObjectStore store, int seed)
{
    private const string Kind = "_drawn";
    private const string Letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const string Capitals = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>An id such as <c>in_1AbCdEfGhIjKlMnOpQrStUvW</c>.</summary>
    /// <param name="prefix">With its underscore.</param>
    public string New(string prefix) =>
        prefix is "cus_" or "prod_"
            ? prefix + Drawn(Letters, 14)
            : $"{prefix}1{Drawn(Letters, 23)}";

    /// <summary>What a customer's invoice numbers start with.</summary>
    public string NewInvoicePrefix() => Drawn(Capitals, 8);

    private string Drawn(string alphabet, int length)
    {
        var source = Encoding.UTF8.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"stripe {seed} {Next()}")
        );
        var hash = SHA256.HashData(source);
        return string.Concat(
            Enumerable.Range(0, length).Select(i => alphabet[hash[i] % alphabet.Length])
        );
    }

    private long Next() =>
        store.Change(() =>
        {
            if (store.Find(Kind, Kind) is not { } held)
            {
                _ = store.Add(
                    Kind,
                    Kind,
                    DateTimeOffset.UnixEpoch,
                    new JsonObject { ["count"] = 1L }
                );
                return 1L;
            }

            var count = held.Fields.Whole("count") + 1L;
            held.Fields["count"] = count;
            store.Put(held);
            return count;
        });
}
