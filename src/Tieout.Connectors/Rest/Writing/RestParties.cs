using System.Text.Json.Nodes;
using Tieout.Connect;
using Tieout.Connectors.Rest.Http;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Rest.Writing;

/// <summary>Keeps customers as the hub knows them.</summary>
internal sealed class RestParties(
    string system,
    RestTarget target,
    RestClient client,
    IReadOnlyDictionary<string, RestLookup> lookups
)
{
    private readonly TargetDesk _desk = new(system, target, client, lookups);

    public Task<IReadOnlyList<TargetRecord>> FindAsync(
        Delivery.Party party,
        CancellationToken cancellationToken
    ) => _desk.FindAsync(party, cancellationToken);

    public async Task<TargetRecord> WriteAsync(
        Delivery.Party party,
        TargetRecord? found,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (found is null)
        {
            return await _desk.SendAsync(target.Create, "create", party, found);
        }

        return found.State is TargetState.Draft && target.Update is { } update
            ? await _desk.SendAsync(update, "update", party, found)
            : found with
            {
                State = TargetState.Posted,
            };
    }

    /// <summary>A customer as the target has it, with what the manifest reads of it.</summary>
    /// <exception cref="ConnectorException">It has none.</exception>
    public async Task<JsonObject> FoundAsync(Customer customer, CancellationToken cancellationToken)
    {
        var found = await _desk.FindAsync(new Delivery.Party(customer), cancellationToken);
        return found.Count > 0
            ? _desk.FoundOf(found[0])
            : throw new ConnectorException(
                ConnectorFault.Refused,
                $"{system} has no customer {customer.Code}.",
                reason: "CUSTOMER_NOT_IN_ERP"
            );
    }
}
