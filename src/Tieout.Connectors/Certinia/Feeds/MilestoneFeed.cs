using Tieout.Connect;
using Tieout.Connectors.Salesforce;
using Tieout.Connectors.Salesforce.Feeds;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Certinia.Feeds;

/// <summary>Milestones with their price. One that is approved, also for billing, is accepted.</summary>
/// <remarks>
/// A cancelled one counts as deleted, and so does one that cannot be read any more; one on billing hold, or excluded, counts as not accepted.
/// </remarks>
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
                PsaGone.Created,
            }.Where(x => x.Length > 0),
            .. PsaBilling.FieldsOf(options),
        ];

    public void Map(SalesforceRow row, FeedBatch batch)
    {
        var id = row.Key.Id;
        if (IsGone(row))
        {
            batch.Accept(id, GoneOf(id, row, VersionOf(row)));
        }
        else if (Read(row, batch) is { } milestone)
        {
            // Until its event is settled, the feed of events tells it.
            if (PsaBilling.IsSettled(options, row, batch))
            {
                batch.Accept(id, milestone);
            }
        }
        else if (PsaGone.MayHaveBeenTold(row, VersionOf(row)))
        {
            batch.Accept(id, GoneOf(id, row, VersionOf(row)));
        }
    }

    public void MapPurged(string id, long version, FeedBatch batch) =>
        batch.Accept(id, GoneOf(id, row: null, version));

    private static bool IsGone(SalesforceRow row) =>
        row.IsDeleted || row.Text(PsaStatus.Field) is "Canceled";

    private long VersionOf(SalesforceRow row) => PsaBilling.VersionOf(options, row);

    private WorkId IdOf(string id) => WorkId.Parse($"milestone/{options.Access.System}/{id}");

    private Milestone GoneOf(string id, SalesforceRow? row, long version) =>
        new(
            IdOf(id),
            version,
            PsaGone.ProjectOf(options, row),
            options.MilestoneLine,
            row?.Text("Name") ?? id,
            PsaGone.AmountOf(options, row, Amount),
            row?.Day(Target) ?? PsaGone.DayOf(version),
            IsDeleted: true
        );

    /// <summary>The milestone, or none after the record was rejected.</summary>
    /// <remarks>One whose day of acceptance is missing is rejected and told as open.</remarks>
    private Milestone? Read(SalesforceRow row, FeedBatch batch)
    {
        var id = row.Key.Id;
        var work = IdOf(id);
        if (row.Number(Amount) is not { } amount || row.Day(Target) is not { } due)
        {
            var field = row.Day(Target) is null ? Target : Amount;
            const string message = "A milestone has an amount and a target date.";
            batch.Reject(id, "certinia.no-amount", field, message, work.Value);
            return null;
        }

        if (
            PsaCode.Project(options, row, PsaCode.ProjectPath, batch) is not { } project
            || RowCurrency.Of(options.Access, row, batch, work.Value) is not { } currency
        )
        {
            return null;
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

        var billed = PsaBilling.BilledOf(options, row);
        return new Milestone(
            work,
            VersionOf(row),
            project,
            options.MilestoneLine,
            row.Text("Name") ?? id,
            new Money(amount, currency),
            due,
            isAccepted ? row.Day(Actual) : null
        )
        {
            IsBilledElsewhere = billed.IsBilled,
            BilledOn = billed.Number,
            BillingEvent = billed.Event,
        };
    }
}
