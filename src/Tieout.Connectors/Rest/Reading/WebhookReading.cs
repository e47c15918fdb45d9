using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tieout.Connect;
using Tieout.Connectors.Rest.Http;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Reading;

/// <summary>Tells whether a message is the system's, and what it is about.</summary>
internal sealed class WebhookReading(
    RestWebhooks webhooks,
    RestScopes scopes,
    Func<string, string> secret
)
{
    /// <summary>The names of the lists that a message gives reason to read.</summary>
    /// <exception cref="ConnectorException">It is not the system's, or cannot be told to be.</exception>
    public IReadOnlyList<string> ResourcesOf(WebhookMessage message)
    {
        Prove(message);
        return webhooks.Event.Fill(ScopeOf(message)) is { } name
            ? webhooks.Resources.GetValueOrDefault(name) ?? []
            : [];
    }

    /// <summary>What the message asks to be answered with; none as a rule.</summary>
    /// <exception cref="ConnectorException">It is not the system's, or cannot be told to be.</exception>
    public string? AnswerTo(WebhookMessage message)
    {
        if (webhooks.Answer is not { } answer)
        {
            return null;
        }

        Prove(message);
        return BodyWriter.Write(answer, ScopeOf(message)) is JsonObject { Count: > 0 } body
            ? body.ToJsonString()
            : null;
    }

    private void Prove(WebhookMessage message)
    {
        var secrets = secret(webhooks.Secret)
            .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (secrets.Length == 0)
        {
            throw Refused($"No {webhooks.Secret} is set for the system in hub.yaml.");
        }

        var proof = message
            .Headers.FirstOrDefault(x =>
                x.Key.Equals(webhooks.Header, StringComparison.OrdinalIgnoreCase)
            )
            .Value;
        if (proof is null)
        {
            throw Refused($"The message has no {webhooks.Header}.");
        }

        // Hexadecimal may be in capitals.
        var isHex = webhooks is { IsHash: true, IsBase64: false };
        var given = Encoding.UTF8.GetBytes(isHex ? Lower(proof) : proof);
        var prefix = isHex ? Lower(webhooks.Prefix) : webhooks.Prefix;
        var signed = SignedOf(message);
        if (
            !secrets.Any(x =>
                CryptographicOperations.FixedTimeEquals(
                    given,
                    Encoding.UTF8.GetBytes(prefix + ProofOf(signed.Span, x))
                )
            )
        )
        {
            throw Refused($"The {webhooks.Header} is not of a {webhooks.Secret} that is set.");
        }
    }

    private string ProofOf(ReadOnlySpan<byte> signed, string secret)
    {
        if (!webhooks.IsHash)
        {
            return secret;
        }

        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed);
        return webhooks.IsBase64 ? Convert.ToBase64String(hash) : Convert.ToHexStringLower(hash);
    }

    /// <summary>The bytes of the body as they came, or a text with it.</summary>
    private ReadOnlyMemory<byte> SignedOf(WebhookMessage message)
    {
        if (webhooks.Signed is not { } signed)
        {
            return message.Body;
        }

        var scope = scopes.With(
            JsonSerializer.SerializeToElement(
                new JsonObject
                {
                    ["headers"] = HeadersOf(message),
                    ["body"] = Encoding.UTF8.GetString(message.Body.Span),
                }
            )
        );
        return Encoding.UTF8.GetBytes(signed.Fill(scope) ?? string.Empty);
    }

    private static JsonObject HeadersOf(WebhookMessage message)
    {
        var headers = new JsonObject();
        foreach (var (name, value) in message.Headers)
        {
            headers[Lower(name)] = value;
        }

        return headers;
    }

    private Scope ScopeOf(WebhookMessage message)
    {
        try
        {
            var body =
                message.Body.Length == 0
                    ? JsonSerializer.SerializeToElement(new JsonObject())
                    : JsonSerializer.Deserialize<JsonElement>(message.Body.Span);
            return scopes
                .With(
                    JsonSerializer.SerializeToElement(
                        new JsonObject { ["headers"] = HeadersOf(message) }
                    )
                )
                .Within(body);
        }
        catch (JsonException e)
        {
            throw new ConnectorException(
                ConnectorFault.Contract,
                "A message of the system is no JSON.",
                inner: e
            );
        }
    }

    private static string Lower(string name) =>
        string.Create(name.Length, name, (to, from) => from.AsSpan().ToLowerInvariant(to));

    private static ConnectorException Refused(string message) =>
        new(ConnectorFault.Settings, message);
}
