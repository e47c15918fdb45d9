using Tieout.Connect;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Runtime.Lanes;

/// <summary>Customers that are brought to the target before any document of theirs.</summary>
internal sealed partial class LaneGrain
{
    public async Task<CustomerOutcome> EnsureCustomerAsync(CustomerCode customer)
    {
        if (await _target.ClosedUntilAsync() is { } opens)
        {
            return new CustomerOutcome(
                IsThere: false,
                Message: $"the posting window of {_sink.System} opens at {opens}"
            );
        }

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
        catch (ConnectorException e) when (e.Fault is ConnectorFault.Refused)
        {
            return new CustomerOutcome(IsThere: false, IsRefused: true, e.Message);
        }
        catch (ConnectorException e)
        {
            // Whoever asks next does not wait for it as well.
            _target.Pause(e);
            return new CustomerOutcome(IsThere: false, Message: e.Message);
        }
    }
}
