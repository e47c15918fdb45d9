using Tieout.Connect;
using Tieout.Connectors.Salesforce;
using Tieout.Connectors.Salesforce.Feeds;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Certinia.Feeds;

/// <summary>Milestones with their price. One that is approved, also for billing, is accepted.</summary>
/// <remarks>A cancelled one counts as deleted, and one that is billed already; one on billing hold, or excluded, as not accepted.</remarks>
internal sealed class MilestoneFeed(CertiniaOptions options) : ISalesforceFeed
{
    private const string Amount = "pse__Milestone_Amount__c";
    private const string Target = "pse__Target_Date__c";
    private const string Actual = "pse__Actual_Date__c";

    private readonly SalesforceNames _names = options.Names;

    public Feed Feed { get; } =
        new("milestones", IsMasterData: false)
        {
            Deletions = Deletions.Told,
            ReadableWithin = options.Access.Overlap,
        };

    public string Object => _names["milestone"];

    public IReadOnlyList<string> Fields =>
        [
            .. new[]
            {
                "Name",
                PsaCode.ProjectPath + _names["projectCode"],
                Amount,
                Target,
                Actual,
                PsaStatus.Field,
                "pse__Approved__c",
                RowCurrency.FieldOf(options.Access),
            }.Where(x => x.Length > 0),
            .. PsaBilling.FieldsOf(options),
        ];

    public void Map(SalesforceRow row, FeedBatch batch)
    {
        var id = row.Key.Id;
        var work = WorkId.Parse($"milestone/{options.Access.System}/{id}");
        if (row.Number(Amount) is not { } amount || row.Day(Target) is not { } due)
        {
            var field = row.Day(Target) is null ? Target : Amount;
            batch.Reject(
                id,
                "certinia.no-amount",
                field,
                "A milestone has an amount and a target date.",
                work.Value
            );
            return;
        }

        var isAccepted =
            row.Flag("pse__Approved__c")
            && PsaBilling.IsReleased(options, row)
            && !row.Flag(PsaBilling.Excluded);
        if (isAccepted && row.Day(Actual) is null)
        {
            batch.Reject(
                id,
                "certinia.no-acceptance-day",
                Actual,
                "It is approved; its actual date says in which period it is billed.",
                work.Value
            );
        }
        else if (
            PsaCode.Project(options, row, PsaCode.ProjectPath, batch) is { } project
            && RowCurrency.Of(options.Access, row, batch, work.Value) is { } currency
        )
        {
            batch.Accept(
                id,
                new Milestone(
                    work,
                    row.Version,
                    project,
                    options.MilestoneLine,
                    row.Text("Name") ?? id,
                    new Money(amount, currency),
                    due,
                    isAccepted ? row.Day(Actual) : null,
                    IsDeleted: row.IsDeleted
                        || row.Text(PsaStatus.Field) is "Canceled"
                        || PsaBilling.IsBilled(row)
                )
            );
        }
    }
}
