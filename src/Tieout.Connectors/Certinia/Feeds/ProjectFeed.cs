using Tieout.Connect;
using Tieout.Connectors.Salesforce;
using Tieout.Connectors.Salesforce.Feeds;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Certinia.Feeds;

/// <summary>Projects; templates are passed over.</summary>
/// <remarks>A deleted project is rejected: the hub keeps it.</remarks>
internal sealed class ProjectFeed(CertiniaOptions options) : ISalesforceFeed
{
    private const string Excluded = "pse__Exclude_From_Billing__c";

    private readonly SalesforceNames _names = options.Names;

    public Feed Feed { get; } =
        new("projects", IsMasterData: true)
        {
            Deletions = Deletions.Told,
            ReadableWithin = options.Access.Overlap,
        };

    public string Object => _names["project"];

    public IReadOnlyList<string> Fields =>
        ["Name", "pse__Is_Template__c", Excluded, _names["projectCode"], Engagement];

    private string Engagement => _names["projectEngagement"];

    public void Map(SalesforceRow row, FeedBatch batch)
    {
        var id = row.Key.Id;
        if (
            row.Flag("pse__Is_Template__c")
            || PsaCode.Project(options, row, path: string.Empty, batch) is not { } code
        )
        {
            return;
        }

        if (row.IsDeleted)
        {
            batch.Reject(
                id,
                "certinia.project-deleted",
                field: null,
                "It was deleted in Certinia. The hub keeps projects: bring it back, or exclude it from billing.",
                $"project/{code}"
            );
            return;
        }

        var engagement = row.Text(Engagement);
        if (batch.Identifies(id, Engagement, engagement))
        {
            batch.Accept(
                id,
                new Project(
                    code,
                    row.Version,
                    EngagementId.Parse(engagement!),
                    row.Text("Name") ?? code.Value,
                    IsExcludedFromBilling: row.Flag(Excluded)
                )
            );
        }
    }
}
