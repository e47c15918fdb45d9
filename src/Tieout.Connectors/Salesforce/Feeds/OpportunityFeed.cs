using Tieout.Connect;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Salesforce.Feeds;

/// <summary>Opportunities, of which the hub looks after those that are won.</summary>
/// <remarks>
/// One that was deleted, or left the bin, is not won any more. Billing does not wait for it: nothing is
/// billed by an opportunity.
/// </remarks>
internal sealed class OpportunityFeed(SalesforceOptions options) : ISalesforceFeed
{
    private readonly SalesforceNames _names = options.Names;

    public Feed Feed { get; } =
        new("opportunities", IsMasterData: true, HoldsUpBilling: false)
        {
            Deletions = Deletions.Told,
            ReadableWithin = options.Access.Overlap,
        };

    public string Object => _names["opportunity"];

    public IReadOnlyList<string> Fields =>
        [
            .. new[]
            {
                "Name",
                "StageName",
                "IsWon",
                "CloseDate",
                "Amount",
                Customer,
                Contract,
                RowCurrency.FieldOf(options.Access),
            }.Where(x => x.Length > 0),
        ];

    private string Customer => $"Account.{_names["accountCode"]}";

    /// <summary>Where contracts are read, the number of the one that it became.</summary>
    private string Contract =>
        _names["contract"].Length > 0 ? $"Contract.{_names["contractCode"]}" : string.Empty;

    public void Map(SalesforceRow row, FeedBatch batch)
    {
        var id = row.Key.Id;
        var amount = row.Number("Amount");
        CurrencyCode? currency = null;
        if (amount is not null)
        {
            currency = RowCurrency.Of(options.Access, row, batch, $"opportunity/{id}");
            if (currency is null)
            {
                return;
            }
        }

        batch.Accept(
            id,
            new Opportunity(
                id,
                row.Version,
                row.Text("Name") ?? id,
                WonOn(row),
                CodeAt(row, Customer) is { } customer ? CustomerCode.Parse(customer) : null,
                row.Text("StageName"),
                amount is { } value && currency is { } unit ? new Money(value, unit) : null,
                CodeAt(row, Contract) is { } contract ? EngagementId.Parse(contract) : null
            )
        );
    }

    public void MapPurged(string id, long version, FeedBatch batch) =>
        batch.Accept(id, new Opportunity(id, version, id));

    /// <summary>The day that was planned may be to come yet: then the day of the change.</summary>
    private static LocalDate? WonOn(SalesforceRow row)
    {
        if (row.IsDeleted || !row.Flag("IsWon"))
        {
            return null;
        }

        var changed = Instant.FromUnixTimeSeconds(row.Key.Stamp).InUtc().Date;
        return row.Day("CloseDate") is { } planned ? LocalDate.Min(planned, changed) : changed;
    }

    private static string? CodeAt(SalesforceRow row, string path) =>
        row.Text(path) is { } code && Identifier.IsValid(code) ? code : null;
}
