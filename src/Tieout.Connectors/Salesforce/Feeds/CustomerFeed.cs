using Tieout.Connect;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing.Taxes;

namespace Tieout.Connectors.Salesforce.Feeds;

/// <summary>Accounts that have a code are customers.</summary>
/// <remarks>
/// The loser of a merge stays a customer, below the winner and billed to it: work and contracts that
/// name its code go on. One that was deleted is on hold. An account without code is nobody's customer
/// yet and is passed over.
/// </remarks>
internal sealed class CustomerFeed(SalesforceOptions options) : ISalesforceFeed
{
    private const string Master = "MasterRecord";
    private const string Parent = "Parent";
    private const int CountryLength = 2;

    private readonly SalesforceNames _names = options.Names;

    public Feed Feed { get; } =
        new("customers", IsMasterData: true)
        {
            Deletions = Deletions.Told,
            ReadableWithin = options.Access.Overlap,
        };

    public string Object => _names["account"];

    public IReadOnlyList<string> Fields =>
        [
            .. new[]
            {
                "Name",
                "MasterRecordId",
                Code,
                $"{Parent}.{Code}",
                $"{Master}.{Code}",
                "BillingStreet",
                "BillingCity",
                "BillingPostalCode",
                _names["accountCountry"],
                _names["accountRegion"],
                _names["accountTaxId"],
                _names["accountOnHold"],
                _names["accountBillsToParent"],
            }.Where(x => x.Length > 0),
        ];

    private string Code => _names["accountCode"];

    public void Map(SalesforceRow row, FeedBatch batch)
    {
        var id = row.Key.Id;
        if (row.Text(Code) is not { } code || !batch.Identifies(id, Code, code))
        {
            return;
        }

        var identity = $"customer/{code}";
        if (CountryOf(row) is not { } country)
        {
            batch.Reject(
                id,
                "salesforce.unknown-country",
                _names["accountCountry"],
                "The country has to be a code of two letters, or one of 'countries' in hub.yaml.",
                identity
            );
            return;
        }

        var isMerged = row.Text("MasterRecordId") is not null;
        var above = row.Text($"{(isMerged ? Master : Parent)}.{Code}");
        if (isMerged && string.Equals(above, code, StringComparison.Ordinal))
        {
            // Two accounts had the code of one customer: the winner tells what it is.
            return;
        }

        if (isMerged && above is null)
        {
            batch.Reject(
                id,
                "salesforce.merged-into-unknown",
                Code,
                "The account was merged into one without code; give the winner the code of its customer.",
                identity
            );
            return;
        }

        if (above is null || batch.Identifies(id, Code, above))
        {
            batch.Accept(id, CustomerOf(row, code, country, isMerged, above));
        }
    }

    private Customer CustomerOf(
        SalesforceRow row,
        string code,
        string country,
        bool isMerged,
        string? above
    ) =>
        new(
            CustomerCode.Parse(code),
            row.Version,
            row.Text("Name") ?? code,
            country,
            above is null ? null : CustomerCode.Parse(above),
            BillsToSelf: !isMerged && !row.Flag(_names["accountBillsToParent"]),
            TaxId: row.Text(_names["accountTaxId"]),
            Street: row.Text("BillingStreet"),
            City: row.Text("BillingCity"),
            PostalCode: row.Text("BillingPostalCode"),
            IsOnHold: row.Flag(_names["accountOnHold"]) || (row.IsDeleted && !isMerged),
            Region: RegionOf(row)
        );

    /// <summary>Only a code counts: a state's name is no place that a tax rule could have.</summary>
    private string? RegionOf(SalesforceRow row) =>
        row.Text(_names["accountRegion"])?.ToUpperInvariant() is { } text && TaxPlace.IsRegion(text)
            ? text
            : null;

    private string? CountryOf(SalesforceRow row)
    {
        var text = row.Text(_names["accountCountry"]) ?? options.DefaultCountry;
        return options.Countries.TryGetValue(text, out var code) ? code
            : text.Length == CountryLength && text.All(char.IsAsciiLetter) ? text.ToUpperInvariant()
            : null;
    }
}
