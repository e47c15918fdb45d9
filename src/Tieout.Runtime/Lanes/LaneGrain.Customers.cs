using Tieout.Connect;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Runtime.Engagements;

namespace Tieout.Runtime.Lanes;

/// <summary>Customers and projects that are brought to the target before any document of theirs.</summary>
internal sealed partial class LaneGrain
{
    public Task<MasterDataOutcome> EnsureCustomerAsync(CustomerCode customer) =>
        EnsureAsync(() => _parties.EnsureAsync(books.Current.Customers[customer]));

    public Task<MasterDataOutcome> EnsureProjectAsync(ProjectOrder project) =>
        _sink.Capabilities.WritesProjects
            ? EnsureAsync(() => _parties.EnsureAsync(project))
            : Task.FromResult(new MasterDataOutcome(IsThere: true));

    private async Task<MasterDataOutcome> EnsureAsync(Func<Task> ensure)
    {
        if (await _target.ClosedUntilAsync() is { } opens)
        {
            return new MasterDataOutcome(
                IsThere: false,
                Message: $"the posting window of {_sink.System} opens at {opens}"
            );
        }

        _target.Wake();
        if (_target.PausedUntil is not null)
        {
            return new MasterDataOutcome(IsThere: false, Message: _target.Fault?.Message);
        }

        try
        {
            await ensure();
            return new MasterDataOutcome(IsThere: true);
        }
        catch (ConnectorException e) when (e.Fault is ConnectorFault.Refused)
        {
            return new MasterDataOutcome(IsThere: false, IsRefused: true, e.Message);
        }
        catch (ConnectorException e)
        {
            // Whoever asks next does not wait for it as well.
            _target.Pause(e);
            return new MasterDataOutcome(IsThere: false, Message: e.Message);
        }
    }

    /// <summary>The contract's project, once the target holds it; none where it keeps none.</summary>
    /// <remarks>A document that does not name its project goes without one.</remarks>
    private async Task<ProjectOrder?> ProjectOfAsync(IEngagementGrain engagement, Invoice invoice)
    {
        if (
            !_sink.Capabilities.WritesProjects
            || (await engagement.FindContractAsync()).Value is not { } setup
        )
        {
            return null;
        }

        var terms = setup.Contract.TermsAt(invoice.InvoiceDate);
        if (books.Current.Customers.GetValueOrDefault(terms.Customer) is not { } customer)
        {
            return null;
        }

        var order = ProjectOrder.Of(invoice.Engagement, customer, terms) with
        {
            LegalEntity = invoice.LegalEntity,
        };
        try
        {
            await _parties.EnsureAsync(order);
            return order;
        }
        catch (ConnectorException e)
            when (!_sink.Capabilities.NamesProjects
                && e.Fault is ConnectorFault.Refused or ConnectorFault.Settings
            )
        {
            LaneLog.ProjectLeft(logger, _sink.System, invoice.Engagement.Value, e.Message);
            return null;
        }
    }
}
