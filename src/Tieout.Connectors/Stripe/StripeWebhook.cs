using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tieout.Connect;

namespace Tieout.Connectors.Stripe;

/// <summary>Tells whether a message is Stripe's.</summary>
/// <remarks>
/// The header <c>Stripe-Signature</c> has a time and one or more signatures of scheme v1 over the time
/// and the body; others are passed over. Source: Stripe's page on webhook signatures.
/// </remarks>
internal static class StripeWebhook
{
    private const string Header = "Stripe-Signature";
    private const long ToleranceSeconds = 300;

    /// <summary>The type of the event.</summary>
    /// <exception cref="ConnectorException">It is not Stripe's, or too old, or no secret is set.</exception>
    public static string TypeOf(WebhookMessage message, IReadOnlyList<string> secrets)
    {
        if (secrets.Count == 0)
        {
            throw Refused("No webhookSecret is set for the system in hub.yaml.");
        }

        var header = message.Headers.FirstOrDefault(x =>
            string.Equals(x.Key, Header, StringComparison.OrdinalIgnoreCase)
        );
        var parts = (header.Value ?? string.Empty)
            .Split(',', StringSplitOptions.TrimEntries)
            .Select(x => x.Split('=', 2))
            .Where(x => x.Length == 2)
            .Select(x => (Name: x[0], Value: x[1]))
            .ToList();
        var time = parts.Find(x => x.Name is "t").Value ?? string.Empty;
        if (!long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            throw Refused("The message has no signature of Stripe's.");
        }

        var signatures = parts.Where(x => x.Name is "v1").Select(x => x.Value).ToList();
        if (!secrets.Any(secret => IsSigned(message, time, secret, signatures)))
        {
            throw Refused("The signature is not of a webhookSecret that is set in hub.yaml.");
        }

        return Math.Abs(message.ReceivedAt.ToUnixTimeSeconds() - seconds) <= ToleranceSeconds
            ? Read(message)
            : throw Refused(
                "The message was signed at a time more than five minutes away from this machine's."
            );
    }

    private static bool IsSigned(
        WebhookMessage message,
        string time,
        string secret,
        List<string> signatures
    )
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{time}."), .. message.Body.Span];
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed);
        var expected = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash));
        return signatures.Exists(x =>
            CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(x), expected)
        );
    }

    private static string Read(WebhookMessage message)
    {
        try
        {
            using var json = JsonDocument.Parse(message.Body);
            return json.RootElement.GetProperty("type").GetString() ?? string.Empty;
        }
        catch (Exception e)
            when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new ConnectorException(
                ConnectorFault.Contract,
                "A message that Stripe signed is no event.",
                inner: e
            );
        }
    }

    private static ConnectorException Refused(string message) =>
        new(ConnectorFault.Settings, message);
}
