using Tieout.Connect;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Salesforce.Feeds;

/// <summary>Statements of work are contracts; those below another one are its amendments.</summary>
/// <remarks>An amendment that is deleted, or has a cancelled status, is taken back.</remarks>
internal sealed class SowFeed(SalesforceOptions options) : ISalesforceFeed
{
    private const int SequenceMax = 9_999;
    private readonly SalesforceNames _names = options.Names;

    public Feed Feed { get; } =
        new("sows", IsMasterData: true)
        {
            Deletions = Deletions.Told,
            ReadableWithin = options.Access.Overlap,
        };

    public string Object => _names["sow"];

    public IReadOnlyList<string> Fields =>
        [
            .. new[]
            {
                "Name",
                "CreatedBy.Username",
                Code,
                Customer,
                _names["sowOpportunity"],
                Parent,
                $"{Above}.{Code}",
                $"{Above}.{Parent}",
                $"{Above}.{Start}",
                _names["sowAmendmentNumber"],
                _names["sowStatus"],
                _names["sowBillingModel"],
                _names["sowCap"],
                Start,
                _names["sowEnd"],
                RowCurrency.FieldOf(options.Access),
                _names["sowLegalEntity"],
            }.Where(x => x.Length > 0),
        ];

    private string Code => _names["sowCode"];

    private string Start => _names["sowStart"];

    private string Parent => _names["sowParent"];

    /// <summary>The record that the parent field leads to: Parent_SOW__r.</summary>
    private string Above => RelationshipOf(Parent);

    private string Customer => $"{RelationshipOf(_names["sowAccount"])}.{_names["accountCode"]}";

    public void Map(SalesforceRow row, FeedBatch batch)
    {
        var isAmendment = row.Text(Parent) is not null;
        var code = row.Text(isAmendment ? $"{Above}.{Code}" : Code);
        if (code is null && !isAmendment)
        {
            // Not handed over to the hub yet.
            return;
        }

        if (!batch.Identifies(row.Key.Id, isAmendment ? $"{Above}.{Code}" : Code, code))
        {
            return;
        }

        var engagement = EngagementId.Parse(code!);
        if (isAmendment)
        {
            MapAmendment(row, engagement, batch);
        }
        else if (row.IsDeleted)
        {
            batch.Reject(
                row.Key.Id,
                "salesforce.contract-deleted",
                field: null,
                ContractFeed.DeletedMessage,
                $"contract/{code}"
            );
        }
        else if (TermsOf(row, Start, $"contract/{code}", batch) is { } terms)
        {
            batch.Accept(row.Key.Id, new Contract(engagement, row.Version, terms));
        }
    }

    private void MapAmendment(SalesforceRow row, EngagementId engagement, FeedBatch batch)
    {
        var number = row.Number(_names["sowAmendmentNumber"]);
        if (
            number is not (>= 1 and <= SequenceMax)
            || !decimal.IsInteger(number.Value)
            || row.Text($"{Above}.{Parent}") is not null
        )
        {
            batch.Reject(
                row.Key.Id,
                "salesforce.bad-amendment",
                _names["sowAmendmentNumber"],
                "An amendment has a whole number from 1 on, and stands directly below the first statement of work."
            );
            return;
        }

        var sequence = (int)number.Value;
        var identity = $"amendment/{engagement}/{sequence}";
        if (
            TermsReading.Start(row, Start, batch, identity) is not { } from
            || TermsOf(row, $"{Above}.{Start}", identity, batch) is not { } terms
        )
        {
            return;
        }

        var status = row.Text(_names["sowStatus"]) ?? string.Empty;
        var isCancelled =
            row.IsDeleted
            || options.CancelledStatuses.Contains(status, StringComparer.OrdinalIgnoreCase);
        batch.Accept(
            row.Key.Id,
            new Amendment(
                engagement,
                sequence,
                row.Version,
                from,
                terms.IsSigned,
                terms,
                Reason: row.Text("Name"),
                Author: row.Text("CreatedBy.Username"),
                IsCancelled: isCancelled
            )
        );
    }

    private ContractTerms? TermsOf(
        SalesforceRow row,
        string start,
        string identity,
        FeedBatch batch
    ) =>
        TermsReading.Customer(row, Customer, batch, identity) is { } customer
        && TermsReading.Start(row, start, batch, identity) is { } first
        && RowCurrency.Of(options.Access, row, batch, identity) is { } currency
        && TermsReading.LegalEntity(options, row, _names["sowLegalEntity"], batch) is { } entity
        && LineOf(row, currency, identity, batch) is { } line
            ? new ContractTerms(
                customer,
                entity,
                currency,
                first,
                row.Day(_names["sowEnd"]),
                TermsReading.IsSigned(options, row.Text(_names["sowStatus"])),
                ValueList.Create<ContractLine>([line]),
                Opportunity: row.Text(_names["sowOpportunity"])
            )
            : null;

    private ContractLine? LineOf(
        SalesforceRow row,
        CurrencyCode currency,
        string identity,
        FeedBatch batch
    )
    {
        var id = ContractLineId.Parse("1");
        var cap = row.Number(_names["sowCap"]);
        switch (row.Text(_names["sowBillingModel"]))
        {
            case { } model when options.BillingModels.TryGetValue(model, out var billing):
                return billing is SalesforceBilling.Milestones
                    ? new ContractLine.Milestones(id, LineScope.Everything)
                    : new ContractLine.TimeAndMaterials(
                        id,
                        LineScope.Everything,
                        Cap: cap is { } amount ? new SpendingCap(new Money(amount, currency)) : null
                    );
            default:
                batch.Reject(
                    row.Key.Id,
                    "salesforce.unknown-billing-model",
                    _names["sowBillingModel"],
                    "Say in 'billingModels' of hub.yaml how this billing model is billed.",
                    identity
                );
                return null;
        }
    }

    private static string RelationshipOf(string reference) =>
        reference.EndsWith("__c", StringComparison.Ordinal) ? reference[..^1] + "r"
        : reference.EndsWith("Id", StringComparison.Ordinal) ? reference[..^2]
        : reference;
}
