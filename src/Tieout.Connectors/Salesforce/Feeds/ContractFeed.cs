using Tieout.Connect;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Salesforce.Feeds;

/// <summary>Contracts: hours at rates for one customer, from a day on.</summary>
/// <remarks>The standard object says nothing about billing. A deleted contract is rejected: the hub keeps it.</remarks>
internal sealed class ContractFeed(SalesforceOptions options) : ISalesforceFeed
{
    private readonly SalesforceNames _names = options.Names;

    public Feed Feed { get; } =
        new("contracts", IsMasterData: true)
        {
            Deletions = Deletions.Told,
            ReadableWithin = options.Access.Overlap,
        };

    public string Object => _names["contract"];

    public IReadOnlyList<string> Fields =>
        [
            .. new[]
            {
                Code,
                Customer,
                "StartDate",
                "EndDate",
                "Status",
                RowCurrency.FieldOf(options.Access),
                _names["contractLegalEntity"],
            }.Where(x => x.Length > 0),
        ];

    private string Code => _names["contractCode"];

    private string Customer => $"Account.{_names["accountCode"]}";

    public void Map(SalesforceRow row, FeedBatch batch)
    {
        var id = row.Key.Id;
        if (row.Text(Code) is not { } code || !batch.Identifies(id, Code, code))
        {
            return;
        }

        var identity = $"contract/{code}";
        if (row.IsDeleted)
        {
            batch.Reject(id, "salesforce.contract-deleted", null, DeletedMessage, identity);
            return;
        }

        if (
            TermsReading.Customer(row, Customer, batch, identity) is { } customer
            && TermsReading.Start(row, "StartDate", batch, identity) is { } start
            && RowCurrency.Of(options.Access, row, batch, identity) is { } currency
            && TermsReading.LegalEntity(options, row, _names["contractLegalEntity"], batch)
                is { } entity
        )
        {
            var terms = new ContractTerms(
                customer,
                entity,
                currency,
                start,
                row.Day("EndDate"),
                TermsReading.IsSigned(options, row.Text("Status")),
                ValueList.Create<ContractLine>([
                    new ContractLine.TimeAndMaterials(
                        ContractLineId.Parse("1"),
                        LineScope.Everything
                    ),
                ])
            );
            batch.Accept(id, new Contract(EngagementId.Parse(code), row.Version, terms));
        }
    }

    /// <summary>Of contracts and of statements of work.</summary>
    public const string DeletedMessage =
        "It was deleted in Salesforce. The hub keeps contracts: bring it back, or end it by an amendment.";
}
