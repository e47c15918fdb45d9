using Tieout.Connect;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Runtime.Engagements;

namespace Tieout.Runtime.Lanes;

/// <summary>Customers and projects that are brought to the target before any document of theirs.</summary>
internal sealed partial class LaneGrain
{
    public async Task<CustomerOutcome> EnsureCustomerAsync(
        CustomerCode customer,
        ProjectOrder? project
    )
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
            if (project is not null && _sink.Capabilities.WritesProjects)
            {
                await _parties.EnsureAsync(project);
            }

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

    /// <summary>The contract's project, once the target holds it; none where it keeps none.</summary>
    private async Task<ProjectOrder?> EnsureProjectAsync(IEngagementGrain engagement, LocalDate day)
    {
        if (!_sink.Capabilities.WritesProjects)
        {
            return null;
        }

        var setup = (await engagement.FindContractAsync()).Value;
        if (setup is null)
        {
            return null;
        }

        var terms = setup.Contract.TermsAt(day);
        var order = ProjectOrder.Of(
            setup.Contract.Contract.Id,
            books.Current.Customers[terms.Customer],
            terms
        );
        await _parties.EnsureAsync(order);
        return order;
    }
}
