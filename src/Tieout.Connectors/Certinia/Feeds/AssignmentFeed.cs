using Tieout.Connect;
using Tieout.Connectors.Salesforce;
using Tieout.Connectors.Salesforce.Feeds;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Certinia.Feeds;

/// <summary>A person's place on a project, and its rate.</summary>
/// <remarks>
/// One without a person is not staffed yet and is passed over. A deleted one stays in the hub: the
/// time that was worked under it keeps its rate.
/// </remarks>
internal sealed class AssignmentFeed(CertiniaOptions options) : ISalesforceFeed
{
    private const string Start = "pse__Start_Date__c";
    private const string End = "pse__End_Date__c";
    private const string Rate = "pse__Bill_Rate__c";
    private const string Daily = "pse__Daily_Bill_Rate__c";

    private readonly SalesforceNames _names = options.Names;

    public Feed Feed { get; } =
        new("assignments", IsMasterData: true)
        {
            Deletions = Deletions.Unnoticed,
            ReadableWithin = options.Access.Overlap,
        };

    public string Object => _names["assignment"];

    public IReadOnlyList<string> Fields =>
        [
            .. new[]
            {
                PsaCode.ProjectPath + _names["projectCode"],
                PsaCode.ResourcePath + _names["resourceCode"],
                "pse__Resource__c",
                "pse__Role__c",
                "pse__Is_Billable__c",
                Start,
                End,
                Rate,
                Daily,
                RowCurrency.FieldOf(options.Access),
            }.Where(x => x.Length > 0),
        ];

    public void Map(SalesforceRow row, FeedBatch batch)
    {
        var id = row.Key.Id;
        if (row.IsDeleted || row.Text("pse__Resource__c") is null)
        {
            return;
        }

        MapAssignment(row, batch);
        MapRate(row, batch);
    }

    private void MapAssignment(SalesforceRow row, FeedBatch batch)
    {
        var id = row.Key.Id;
        if (row.Day(Start) is not { } start)
        {
            batch.Reject(
                id,
                "certinia.no-start",
                Start,
                "It has no schedule yet, so nobody knows from when it holds.",
                $"assignment/{id}"
            );
        }
        else if (
            PsaCode.Project(options, row, PsaCode.ProjectPath, batch) is { } project
            && PsaCode.Resource(options, row, PsaCode.ResourcePath, batch) is { } resource
        )
        {
            batch.Accept(
                id,
                new Assignment(
                    id,
                    row.Version,
                    resource,
                    project,
                    start,
                    row.Day(End),
                    Role: row.Text("pse__Role__c")
                )
            );
        }
    }

    /// <summary>
    /// A rate that was taken away, or cannot be read, leaves a card without one: other levels count again,
    /// and not the rate that it had before.
    /// </summary>
    private void MapRate(SalesforceRow row, FeedBatch batch)
    {
        var id = row.Key.Id;
        var card = RateCardId.Parse($"assignment-{id}");
        var currency = RowCurrency.Of(options.Access, row, batch, $"rate-card/{card}");
        var rate = row.Flag("pse__Is_Billable__c") ? row.Number(Rate) : null;
        if (rate is not null && row.Flag(Daily))
        {
            rate = null;
            batch.Reject(
                id,
                "certinia.daily-rate",
                Daily,
                "How many hours its day has, the assignment does not say. Give it a rate card in the hub.",
                $"rate-card/{card}"
            );
        }

        batch.Accept(
            id,
            new RateCard(
                card,
                row.Version,
                RateLevel.Assignment,
                id,
                ValueList.Create<RateLine>([]),
                currency,
                DefaultRate: currency is null ? null : rate
            )
        );
    }
}
