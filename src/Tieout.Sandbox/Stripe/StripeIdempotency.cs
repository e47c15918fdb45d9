using System.Text.Json.Nodes;

namespace Tieout.Sandbox.Stripe;

/// <summary>Keeps what a POST was answered with under its key, for 24 hours.</summary>
internal sealed class StripeIdempotency(StripeBook book)
{
    public const string Header = "Idempotency-Key";

    private const string Kind = "_idempotency";
    private const long SecondsKept = 86_400;
    private const int KeyLengthMax = 255;

    /// <summary>What the key was answered with before; none when it is new or forgotten.</summary>
    /// <exception cref="StripeRefusal">It was used for something else.</exception>
    public StripeAnswer? Find(string key, string path, JsonObject sent)
    {
        if (key.Length > KeyLengthMax)
        {
            throw Misused($"Idempotency keys can have up to {KeyLengthMax} characters.");
        }

        if (Held(key) is not { } held)
        {
            return null;
        }

        if (!held.Is("path", path))
        {
            throw Misused(
                "Keys for idempotent requests can only be used for the same endpoint they were first "
                    + $"used for ('{path}' vs '{held.Text("path")}'). Try using a key other than '{key}' "
                    + "if you meant to execute a different request."
            );
        }

        if (!JsonNode.DeepEquals(held["sent"], sent))
        {
            throw Misused(
                "Keys for idempotent requests can only be used with the same parameters they were "
                    + $"first used with. Try using a key other than '{key}' if you meant to execute a "
                    + "different request."
            );
        }

        return new StripeAnswer((int)held.Whole("status"), held.Part("body").Copy());
    }

    /// <summary>The request that a key was first used by.</summary>
    public string? RequestOf(string key) => Held(key)?.Text("request");

    public void Keep(string key, string path, JsonObject sent, StripeAnswer answer)
    {
        var record = new JsonObject
        {
            ["path"] = path,
            ["sent"] = sent.Copy(),
            ["status"] = (long)answer.Status,
            ["body"] = answer.Body.Copy(),
            ["created"] = book.Now,
            ["request"] = book.RequestId,
        };
        if (book.Find(Kind, key) is null)
        {
            _ = book.Add(Kind, record, key);
        }
        else
        {
            record["id"] = key;
            book.Save(Kind, record);
        }
    }

    private static StripeRefusal Misused(string message) =>
        new(400, message, type: "idempotency_error");

    private JsonObject? Held(string key) =>
        book.Find(Kind, key) is { } held && held.Whole("created") + SecondsKept > book.Now
            ? held
            : null;
}
