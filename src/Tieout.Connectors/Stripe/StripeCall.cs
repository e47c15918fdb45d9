namespace Tieout.Connectors.Stripe;

/// <summary>One request.</summary>
/// <param name="Path">Below <c>v1/</c>, with its query.</param>
/// <param name="Form">Every POST has one.</param>
/// <param name="Key">Makes a write that is repeated one write; none where repeating is harmless.</param>
internal sealed record StripeCall(
    HttpMethod Method,
    string Path,
    StripeForm? Form = null,
    StripeKey? Key = null
)
{
    public bool IsWrite => Method != HttpMethod.Get;

    /// <summary>For messages: the method and the path without query, which may name persons.</summary>
    public string Name => $"{Method} /v1/{Path.Split('?')[0]}";
}
