using Tieout.Connect;
using Tieout.Connectors.Salesforce;
using Tieout.Connectors.Salesforce.Feeds;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Certinia.Feeds;

/// <summary>Contacts that are resources are people who work.</summary>
/// <remarks>One that was deleted is not active any more. Other contacts are passed over.</remarks>
internal sealed class ResourceFeed(CertiniaOptions options) : ISalesforceFeed
{
    private readonly SalesforceNames _names = options.Names;

    public Feed Feed { get; } =
        new("resources", IsMasterData: true)
        {
            Deletions = Deletions.Told,
            ReadableWithin = options.Access.Overlap,
        };

    public string Object => _names["resource"];

    public IReadOnlyList<string> Fields =>
        [
            .. new[]
            {
                "Name",
                "pse__Is_Resource__c",
                "pse__Is_Resource_Active__c",
                "pse__Resource_Role__c",
                _names["resourceCode"],
                _names["resourceLegalEntity"],
            }.Where(x => x.Length > 0),
        ];

    public void Map(SalesforceRow row, FeedBatch batch)
    {
        var id = row.Key.Id;
        var entity = row.Text(_names["resourceLegalEntity"]);
        if (
            row.Flag("pse__Is_Resource__c")
            && PsaCode.Resource(options, row, path: string.Empty, batch) is { } code
            && (entity is null || batch.Identifies(id, _names["resourceLegalEntity"], entity))
        )
        {
            batch.Accept(
                id,
                new Resource(
                    code,
                    row.Version,
                    row.Text("Name") ?? code.Value,
                    entity is null ? null : LegalEntityCode.Parse(entity),
                    row.Text("pse__Resource_Role__c"),
                    row.Flag("pse__Is_Resource_Active__c") && !row.IsDeleted
                )
            );
        }
    }
}
