using Tieout.Connect;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Runtime.Lanes;

/// <summary>Customers that are brought to the target before any document of theirs.</summary>
internal sealed partial class LaneGrain
{
    public async Task<CustomerOutcome> EnsureCustomerAsync(CustomerCode customer)
    {
        _target.Wake();
        if (_target.PausedUntil is not null)
        {
            return new CustomerOutcome(IsThere: false, Message: _target.Fault?.Message);
        }

        try
        {
            await _parties.EnsureAsync(books.Current.Customers[customer]);
            return new CustomerOutcome(IsThere: true);
        }
        catch (ConnectorException e)
        {
            return new CustomerOutcome(
                IsThere: false,
                e.Fault is ConnectorFault.Refused,
                e.Message
            );
        }
    }
}
