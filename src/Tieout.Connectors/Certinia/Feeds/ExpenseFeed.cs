using Tieout.Connect;
using Tieout.Connectors.Salesforce;
using Tieout.Connectors.Salesforce.Feeds;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Certinia.Feeds;

/// <summary>Lines of expense reports, in the currency of the receipt.</summary>
/// <remarks>One that cannot be read any more counts as deleted until it can.</remarks>
internal sealed class ExpenseFeed(CertiniaOptions options) : ISalesforceFeed
{
    private const string Date = "pse__Expense_Date__c";
    private const string Amount = "pse__Amount__c";
    private const string NotBillable = "pse__Non_Billable_Incurred_Amount__c";

    private readonly SalesforceNames _names = options.Names;

    public Feed Feed { get; } =
        new("expenses", IsMasterData: false)
        {
            Deletions = Deletions.Told,
            ReadableWithin = options.Access.Overlap,
        };

    public string Object => _names["expense"];

    public IReadOnlyList<string> Fields =>
        [
            .. new[]
            {
                PsaCode.ProjectPath + _names["projectCode"],
                PsaCode.ResourcePath + _names["resourceCode"],
                Date,
                Amount,
                NotBillable,
                _names["expenseRecoverableTax"],
                RowCurrency.FieldOf(options.Access),
                "pse__Type__c",
                PsaStatus.Field,
                "pse__Billable__c",
                "pse__Lost_Receipt__c",
                PsaGone.Created,
            }.Where(x => x.Length > 0),
            .. PsaBilling.FieldsOf(options),
        ];

    public void Map(SalesforceRow row, FeedBatch batch)
    {
        var id = row.Key.Id;
        if (row.IsDeleted)
        {
            batch.Accept(id, GoneOf(id, row, VersionOf(row)));
        }
        else if (Read(row, batch) is { } expense)
        {
            // Until its event is settled, the feed of events tells it.
            if (PsaBilling.IsSettled(options, row, batch))
            {
                batch.Accept(id, expense);
            }
        }
        else if (PsaGone.MayHaveBeenTold(row, VersionOf(row)))
        {
            batch.Accept(id, GoneOf(id, row, VersionOf(row)));
        }
    }

    public void MapPurged(string id, long version, FeedBatch batch) =>
        batch.Accept(id, GoneOf(id, row: null, version));

    private long VersionOf(SalesforceRow row) => PsaBilling.VersionOf(options, row);

    private WorkId IdOf(string id) => WorkId.Parse($"expense/{options.Access.System}/{id}");

    private Expense GoneOf(string id, SalesforceRow? row, long version)
    {
        var amount = PsaGone.AmountOf(options, row, Amount);
        return new Expense(
            IdOf(id),
            version,
            PsaGone.ProjectOf(options, row),
            PsaGone.ResourceOf(options, row),
            row?.Day(Date) ?? PsaGone.DayOf(version),
            amount,
            amount with
            {
                Amount = 0m,
            },
            ApprovalStatus.Draft,
            IsDeleted: true
        );
    }

    /// <summary>The expense, or none after the record was rejected.</summary>
    private Expense? Read(SalesforceRow row, FeedBatch batch)
    {
        var work = IdOf(row.Key.Id);
        if (row.Day(Date) is not { } day || row.Number(Amount) is not { } amount)
        {
            const string message = "An expense has a day and an amount.";
            batch.Reject(row.Key.Id, "certinia.no-amount", Amount, message, work.Value);
            return null;
        }

        if (row.Number(NotBillable) > 0m)
        {
            batch.Reject(
                row.Key.Id,
                "certinia.partly-billable",
                NotBillable,
                "The hub bills an expense whole or not at all: split it into two.",
                work.Value
            );
            return null;
        }

        var billed = PsaBilling.BilledOf(options, row);
        return
            PsaCode.Project(options, row, PsaCode.ProjectPath, batch) is { } project
            && PsaCode.Resource(options, row, PsaCode.ResourcePath, batch) is { } resource
            && RowCurrency.Of(options.Access, row, batch, work.Value) is { } currency
            && PsaStatus.Of(row, batch, work.Value) is { } status
            ? new Expense(
                work,
                VersionOf(row),
                project,
                resource,
                day,
                new Money(amount, currency),
                new Money(row.Number(_names["expenseRecoverableTax"]) ?? 0m, currency),
                status,
                Category: row.Text("pse__Type__c"),
                HasReceipt: !row.Flag("pse__Lost_Receipt__c"),
                IsBillable: row.Flag("pse__Billable__c") && !row.Flag(PsaBilling.Excluded),
                // What is not approved is not in the financials either; its approval says so.
                IsInFinancials: status is not ApprovalStatus.Approved
                    || PsaBilling.IsReleased(options, row)
            )
            {
                IsBilledElsewhere = billed.IsBilled,
                BilledOn = billed.Number,
                BillingEvent = billed.Event,
            }
            : null;
    }
}
