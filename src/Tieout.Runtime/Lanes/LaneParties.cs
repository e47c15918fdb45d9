using Tieout.Connect;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Runtime.Lanes;

/// <summary>The customers that a lane has brought to its target.</summary>
internal sealed class LaneParties(Courier courier)
{
    private readonly Dictionary<CustomerCode, Task> _written = [];

    /// <summary>Their master data may have changed.</summary>
    public void Forget() => _written.Clear();

    /// <summary>Once for each customer: documents of one customer wait for the same call.</summary>
    /// <exception cref="ConnectorException">The target did not take the customer.</exception>
    public async Task EnsureAsync(Customer billTo)
    {
        if (!_written.TryGetValue(billTo.Code, out var ensuring))
        {
            _written[billTo.Code] = ensuring = WriteAsync(billTo);
        }

        try
        {
            await ensuring;
        }
        catch
        {
            _written.Remove(billTo.Code);
            throw;
        }
    }

    private async Task WriteAsync(Customer billTo)
    {
        try
        {
            await courier.EnsurePartyAsync(billTo, CancellationToken.None);
        }
        catch (ConnectorException e) when (e.Fault is ConnectorFault.Refused)
        {
            throw new ConnectorException(
                ConnectorFault.Refused,
                $"Customer {billTo.Code}: {e.Message}",
                reason: "CUSTOMER_NOT_IN_ERP",
                inner: e
            );
        }
        catch (ConnectorException e) when (e.Fault is ConnectorFault.OutcomeUnknown)
        {
            // A customer is looked up by its code before each write, so trying again is safe.
            throw new ConnectorException(ConnectorFault.Transient, e.Message, inner: e);
        }
    }
}
