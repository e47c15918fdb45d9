using Tieout.Connect;

namespace Tieout.Connectors.Ledgerworks;

/// <summary>What Ledgerworks answered: a value, or an error that the caller may know better.</summary>
/// <param name="Success">None when there is an error.</param>
/// <param name="Failure">The fault that the error means, thrown by <see cref="Value"/>.</param>
internal sealed record LedgerworksAnswer<T>(
    T? Success,
    LedgerworksError? Error,
    ConnectorException? Failure
)
    where T : class
{
    /// <summary>What was asked for.</summary>
    /// <exception cref="ConnectorException">It was an error.</exception>
    public T Value => Success ?? throw Failure!;

    public bool IsError(string code) => string.Equals(Error?.Code, code, StringComparison.Ordinal);
}
