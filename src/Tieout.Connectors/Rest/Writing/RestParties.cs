using Tieout.Connect;
using Tieout.Connectors.Rest.Http;
using Tieout.Connectors.Rest.Manifests;

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
}
