using System.Text.Json;
using System.Text.Json.Nodes;
using Tieout.Connect;
using Tieout.Connectors.Rest.Http;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Values;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Rest.Writing;

/// <summary>Keeps customers as the hub knows them.</summary>
/// <param name="ownId">Id of a customer that the system itself has told; looked for like others when none.</param>
internal sealed class RestParties(
    string system,
    RestTarget target,
    RestClient client,
    IReadOnlyDictionary<string, RestLookup> lookups,
    Template? ownId = null
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

    /// <summary>Makes sure that a customer is there: one that the system itself has told is.</summary>
    /// <exception cref="ConnectorException">It did not take the customer, or holds more than one.</exception>
    public async Task EnsureAsync(Customer customer, CancellationToken cancellationToken)
    {
        if (OwnIdOf(customer) is null)
        {
            var party = new Delivery.Party(customer);
            var found = await FindAsync(party, cancellationToken);
            _ =
                found.Count <= 1
                    ? await WriteAsync(party, found.Count == 0 ? null : found[0], cancellationToken)
                    : throw new ConnectorException(
                        ConnectorFault.Refused,
                        $"{system} holds {found.Count} customers with the code {customer.Code}; merge them there."
                    );
        }
    }

    private string? OwnIdOf(Customer customer) =>
        string.Equals(customer.Source, system, StringComparison.Ordinal)
            ? ownId?.Fill(
                client.Scopes.With(
                    JsonSerializer.SerializeToElement(
                        DeliveryModel.Of(new Delivery.Party(customer))
                    )
                )
            )
            : null;

    /// <summary>A customer as the target has it, with what the manifest reads of it.</summary>
    /// <exception cref="ConnectorException">It has none.</exception>
    public async Task<JsonObject> FoundAsync(Customer customer, CancellationToken cancellationToken)
    {
        if (OwnIdOf(customer) is { } own)
        {
            return new JsonObject { ["id"] = own };
        }

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
