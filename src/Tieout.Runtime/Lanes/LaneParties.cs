using Tieout.Connect;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Runtime.Lanes;

/// <summary>The customers and projects that a lane has brought to its target.</summary>
internal sealed class LaneParties(Courier courier)
{
    private readonly Dictionary<CustomerCode, Task> _written = [];
    private readonly Dictionary<(EngagementId, LegalEntityCode), Task> _projects = [];

    /// <summary>Their master data may have changed.</summary>
    public void Forget()
    {
        _written.Clear();
        _projects.Clear();
    }

    /// <summary>Once for each customer: documents of one customer wait for the same call.</summary>
    /// <exception cref="ConnectorException">The target did not take the customer.</exception>
    public Task EnsureAsync(Customer billTo) =>
        EnsureAsync(
            _written,
            billTo.Code,
            () =>
                WriteAsync(
                    () => courier.EnsurePartyAsync(billTo, CancellationToken.None),
                    $"Customer {billTo.Code}",
                    reason: "CUSTOMER_NOT_IN_ERP"
                )
        );

    /// <summary>Once for each contract, and its customer before it.</summary>
    /// <exception cref="ConnectorException">The target did not take one of them.</exception>
    public async Task EnsureAsync(ProjectOrder project)
    {
        await EnsureAsync(project.Customer);
        await EnsureAsync(
            _projects,
            (project.Contract, project.LegalEntity),
            () =>
                WriteAsync(
                    () => courier.EnsureProjectAsync(project, CancellationToken.None),
                    $"Project of {project.Contract}",
                    reason: null
                )
        );
    }

    private static async Task EnsureAsync<TKey>(
        Dictionary<TKey, Task> known,
        TKey key,
        Func<Task> write
    )
        where TKey : notnull
    {
        if (!known.TryGetValue(key, out var ensuring))
        {
            known[key] = ensuring = write();
        }

        try
        {
            await ensuring;
        }
        catch
        {
            known.Remove(key);
            throw;
        }
    }

    private static async Task WriteAsync(Func<Task> write, string what, string? reason)
    {
        try
        {
            await write();
        }
        catch (ConnectorException e) when (e.Fault is ConnectorFault.Refused)
        {
            throw new ConnectorException(
                ConnectorFault.Refused,
                $"{what}: {e.Message}",
                reason: reason,
                inner: e
            );
        }
        catch (ConnectorException e) when (e.Fault is ConnectorFault.OutcomeUnknown)
        {
            // It is looked up by its code before each write, so trying again is safe.
            throw new ConnectorException(ConnectorFault.Transient, e.Message, inner: e);
        }
    }
}
