using Tieout.Connect;

namespace Tieout.Connectors.Stripe;

/// <summary>What Stripe answered: a value, or an error that the caller may know better.</summary>
/// <param name="Success">None when there is an error.</param>
/// <param name="Failure">The fault that the error means, thrown by <see cref="Value"/>.</param>
/// <param name="IsReplayed">It was answered so before, to the same key.</param>
internal sealed record StripeAnswer<T>(
    T? Success,
    StripeError? Error,
    int Status,
    ConnectorException? Failure,
    bool IsReplayed
)
    where T : class
{
    /// <summary>What was asked for.</summary>
    /// <exception cref="ConnectorException">It was an error.</exception>
    public T Value => Success ?? throw Failure!;

    public bool IsMissing => Status == 404;

    /// <summary>The key was used for something else, or keeps a failure of an earlier try.</summary>
    public bool IsKeySpent =>
        (IsReplayed && Status >= 500) || (Status == 400 && Error is { Type: "idempotency_error" });

    public bool IsError(string code) => string.Equals(Error?.Code, code, StringComparison.Ordinal);
}
