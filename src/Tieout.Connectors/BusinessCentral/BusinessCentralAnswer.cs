using Tieout.Connect;

namespace Tieout.Connectors.BusinessCentral;

/// <summary>What was answered: a value, nothing, or an error that the caller may know better.</summary>
/// <param name="Failure">The fault that an error means, thrown by <see cref="Value"/>.</param>
internal sealed record BusinessCentralAnswer<T>(
    T? Success,
    BusinessCentralError? Error,
    ConnectorException? Failure
)
    where T : class
{
    /// <summary>What was asked for.</summary>
    /// <exception cref="ConnectorException">It was an error, or there was no body.</exception>
    public T Value =>
        Success
        ?? throw Failure
            ?? new ConnectorException(
                ConnectorFault.Contract,
                "Business Central answered without a body."
            );

    /// <summary>Passes when there was no error, whatever the body.</summary>
    public void Require()
    {
        if (Failure is not null)
        {
            throw Failure;
        }
    }
}
