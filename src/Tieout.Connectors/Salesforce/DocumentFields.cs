using System.Text.Json.Nodes;
using NodaTime.Text;
using Tieout.Connect;
using Tieout.Domain.Amounts;
using Tieout.Domain.Invoicing;

namespace Tieout.Connectors.Salesforce;

/// <summary>The fields that a document has in the organisation.</summary>
internal sealed class DocumentFields(SalesforceOptions options)
{
    private const string Currency = "CurrencyIsoCode";

    private readonly SalesforceNames _names = options.Names;

    /// <summary>All that are written, beside the key.</summary>
    public IReadOnlyList<string> Written =>
        [
            .. SalesforceOptions
                .DefaultNames.Keys.Where(x =>
                    x.StartsWith("invoice", StringComparison.Ordinal)
                    && x is not ("invoice" or "invoiceKey")
                )
                .Select(NameOf)
                .Where(x => x.Length > 0),
            .. options.Access.Currency is null ? [Currency] : Array.Empty<string>(),
        ];

    /// <summary>For the upsert: with its object and its key.</summary>
    public JsonObject RecordOf(DocumentStanding document, DocumentNeighbours beside)
    {
        var record = new JsonObject
        {
            ["attributes"] = new JsonObject { ["type"] = _names["invoice"] },
            [_names["invoiceKey"]] = document.Reference.Value,
        };
        Put("invoiceNumber", document.Number);
        Put("invoiceType", document.Type is InvoiceType.CreditNote ? "Credit Memo" : "Invoice");
        Put("invoiceStatus", document.State.ToString());
        Put("invoiceAccount", beside.AccountOf(document));
        Put("invoiceDate", LocalDatePattern.Iso.Format(document.Date));
        Put("invoiceDue", LocalDatePattern.Iso.Format(document.Due));
        Put("invoiceNet", NumberOf(document.Net));
        Put("invoiceTax", NumberOf(document.Tax));
        Put("invoiceGross", NumberOf(document.Gross));
        Put("invoiceOpen", NumberOf(document.Open));
        Put("invoiceDisputed", NumberOf(document.Disputed));
        Put("invoiceCredits", document.Credits?.Value);
        Put("invoiceSow", beside.SowOf(document));
        Put("invoiceContract", beside.ContractOf(document));
        if (options.Access.Currency is null)
        {
            record[Currency] = document.Gross.Currency.Code;
        }

        return record;

        void Put(string use, JsonNode? value)
        {
            if (NameOf(use) is { Length: > 0 } name)
            {
                record[name] = value;
            }
        }
    }

    /// <summary>Empty where it is not written; what stands beside an object that is not read, is not.</summary>
    private string NameOf(string use) =>
        (use is "invoiceSow" && _names["sow"].Length == 0)
        || (use is "invoiceContract" && _names["contract"].Length == 0)
            ? string.Empty
            : _names[use];

    private static JsonValue NumberOf(Money money) => JsonValue.Create(money.Amount);
}
