using Tieout.Connect;

namespace Tieout.Connectors.AvaTax;

/// <summary>What AvaTax answered: a value, or an error that the caller may know better.</summary>
/// <param name="Success">None when there is an error.</param>
/// <param name="Failure">The fault that the error means, thrown by <see cref="Value"/>.</param>
internal sealed record AvaTaxAnswer<T>(T? Success, AvaTaxError? Error, ConnectorException? Failure)
    where T : class
{
    /// <summary>What was asked for.</summary>
    /// <exception cref="ConnectorException">It was an error.</exception>
    public T Value => Success ?? throw Failure!;

    public bool IsError(string code) => Error?.Is(code) is true;
}
