using System.Text.Json.Nodes;
using Tieout.Connect;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;

namespace Tieout.Connectors.NetSuite;

/// <summary>Turns deliveries into NetSuite's words.</summary>
internal static class NetSuiteBodies
{
    public const string Pending = "1";

    public const string Approved = "2";

    private const int QuantityDecimals = 5;
    private const int DescriptionMax = 4000;

    /// <summary>An invoice that is pending approval, or a credit memo, which has no such state.</summary>
    /// <param name="currency">The currency's id.</param>
    /// <param name="period">The id of the period that it is posted in.</param>
    /// <exception cref="ConnectorException">An account or dimension is not mapped.</exception>
    public static JsonObject Document(
        Delivery.Document document,
        NetSuiteOptions options,
        string currency,
        string period
    )
    {
        var invoice = document.Invoice;
        var kind = NetSuiteDocumentKind.Of(document);
        var account =
            document.Accounts.GetValueOrDefault(AccountRole.Revenue)
            ?? throw Unmapped(
                $"No account for {AccountRole.Revenue} is mapped for {invoice.LegalEntity}.",
                "GL_MAPPING_MISSING"
            );
        var item = options.Items.GetValueOrDefault(account, account);
        var given = kind.IsCredit ? NetSuiteTaxes.Given(document) : null;
        var lines = document.Lines.Select(x =>
            (JsonNode)Line(
                x,
                kind.Sign,
                item,
                options,
                given?.TryGetValue(x.Number, out var tax) is true ? tax : null
            )
        );
        var body = new JsonObject
        {
            ["entity"] = External(document.BillTo.Code.Value),
            ["subsidiary"] = Reference(SubsidiaryOf(invoice.LegalEntity, options)),
            ["currency"] = Reference(currency),
            ["tranDate"] = Day(invoice.InvoiceDate),
            ["postingPeriod"] = Reference(period),
            ["otherRefNum"] = invoice.PurchaseOrder,
            ["item"] = new JsonObject { ["items"] = new JsonArray([.. lines]) },
        };
        // A project of a document has to be its customer's; whoever pays for another has none.
        if (document.ContractProject is { } project && project.Customer.Code == invoice.BillTo)
        {
            body["job"] = External(project.Contract.Value);
        }

        if (!kind.IsCredit)
        {
            body["dueDate"] = Day(invoice.DueDate);
            body["approvalStatus"] = Reference(Pending);
        }
        else if (document.RefersToExternalId is { } invoiceId)
        {
            body["apply"] = Applied(invoiceId);
        }

        return body;
    }

    /// <summary>A project below its customer, who has to be there.</summary>
    /// <param name="currency">The currency's id.</param>
    /// <param name="nameMax">Characters of a project's name.</param>
    public static JsonObject Project(
        ProjectOrder order,
        NetSuiteOptions options,
        string currency,
        int nameMax
    )
    {
        var body = new JsonObject
        {
            ["companyName"] = order.Name.Length <= nameMax ? order.Name : order.Name[..nameMax],
            ["parent"] = External(order.Customer.Code.Value),
            ["subsidiary"] = Reference(SubsidiaryOf(order.LegalEntity, options)),
            ["currency"] = Reference(currency),
            ["startDate"] = Day(order.Start),
        };
        if (order.End is { } end)
        {
            body["projectedEndDate"] = Day(end);
        }

        return body;
    }

    /// <summary>A journal entry that is approved; lines carry one side each.</summary>
    /// <param name="currency">The currency's id.</param>
    /// <param name="period">The id of the period that it is posted in.</param>
    /// <param name="accounts">Ids by number; a number that is not there is refused.</param>
    /// <exception cref="ConnectorException">An account or dimension is not known.</exception>
    public static JsonObject Journal(
        LedgerEntry entry,
        NetSuiteOptions options,
        string currency,
        string period,
        IReadOnlyDictionary<string, string> accounts
    )
    {
        var lines = entry.Lines.Select(line =>
        {
            var amount = line.Amount.Amount;
            var body = new JsonObject
            {
                ["account"] = Reference(
                    accounts.GetValueOrDefault(line.Account)
                        ?? throw Unmapped(
                            $"NetSuite has no account with the number {line.Account}.",
                            "GL_MAPPING_MISSING"
                        )
                ),
                [amount < 0m ? "credit" : "debit"] = Math.Abs(amount),
                ["memo"] = line.Description,
            };
            Analyse(body, line.Dimensions, options);
            return (JsonNode)body;
        });
        return new JsonObject
        {
            ["subsidiary"] = Reference(SubsidiaryOf(entry.LegalEntity, options)),
            ["currency"] = Reference(currency),
            ["tranDate"] = Day(entry.Date),
            ["postingPeriod"] = Reference(period),
            ["memo"] = entry.Description,
            ["approved"] = true,
            ["line"] = new JsonObject { ["items"] = new JsonArray([.. lines]) },
        };
    }

    public static JsonObject Approval() => new() { ["approvalStatus"] = Reference(Approved) };

    /// <summary>The id of a legal entity's subsidiary.</summary>
    /// <exception cref="ConnectorException">No subsidiary is set for the legal entity.</exception>
    public static string SubsidiaryOf(LegalEntityCode entity, NetSuiteOptions options) =>
        options.Companies.TryGetValue(entity, out var subsidiary)
            ? subsidiary
            : throw new ConnectorException(
                ConnectorFault.Settings,
                $"No subsidiary of NetSuite is set for legal entity {entity}."
            );

    public static JsonObject Reference(string id) => new() { ["id"] = id };

    public static JsonObject External(string externalId) => new() { ["externalId"] = externalId };

    private static string Day(LocalDate day) => day.ToString("yyyy-MM-dd", null);

    /// <summary>Applied as far as there is something left to pay: no amount is said.</summary>
    private static JsonObject Applied(string invoiceId) =>
        new()
        {
            ["items"] = new JsonArray(
                new JsonObject { ["doc"] = Reference(invoiceId.Split('/')[^1]), ["apply"] = true }
            ),
        };

    private static JsonObject Line(
        InvoiceLine line,
        decimal sign,
        string item,
        NetSuiteOptions options,
        decimal? tax
    )
    {
        var amount = line.Amount * sign;
        var (quantity, rate) =
            line.Price is { } unit && IsSame(line.Quantity * sign, unit, amount)
                ? (line.Quantity * sign, unit)
                : (1m, amount.Amount);
        var body = new JsonObject
        {
            ["item"] = Reference(item),
            ["description"] =
                line.Description.Length <= DescriptionMax
                    ? line.Description
                    : line.Description[..DescriptionMax],
            ["quantity"] = quantity,
            ["rate"] = rate,
            ["amount"] = amount.Amount,
            ["taxCode"] = Reference(
                options.Taxes.GetValueOrDefault(line.TaxCode.Value, line.TaxCode.Value)
            ),
        };
        if (tax is { } some)
        {
            body["tax1Amt"] = some;
        }

        Analyse(body, line.Dimensions, options);
        return body;
    }

    private static void Analyse(
        JsonObject line,
        IEnumerable<DimensionSetting>? dimensions,
        NetSuiteOptions options
    )
    {
        foreach (var dimension in dimensions ?? [])
        {
            var segment = options.Dimensions.GetValueOrDefault(dimension.Dimension.Value);
            line[
                segment
                    ?? throw Unmapped(
                        $"No segment of NetSuite is set for dimension {dimension.Dimension.Value}.",
                        "DIMENSION_INVALID"
                    )
            ] = External(dimension.Code);
        }
    }

    private static bool IsSame(decimal quantity, decimal price, Money amount) =>
        quantity.RoundTo(QuantityDecimals) == quantity
        && new Money(quantity * price, amount.Currency).Round() == amount;

    private static ConnectorException Unmapped(string message, string reason) =>
        new(ConnectorFault.Refused, message, reason: reason);
}
