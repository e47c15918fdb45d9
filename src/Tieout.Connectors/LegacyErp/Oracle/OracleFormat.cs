using System.Globalization;
using Tieout.Connect;
using Tieout.Connectors.LegacyErp.Batches;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing.Posting;

namespace Tieout.Connectors.LegacyErp.Oracle;

/// <summary>Oracle E-Business Suite: interface tables as CSV, with a trailer of control totals.</summary>
internal sealed class OracleFormat(LegacyErpOptions options) : IErpFormat
{
    private readonly OracleLines _lines = new(options);

    public string Extension => ".csv";

    public bool TakesDeductions => false;

    public string Compose(Delivery delivery, BatchId id) =>
        delivery switch
        {
            Delivery.Document document => Text(OracleColumns.Lines, _lines.Of(document), id),
            Delivery.Party party => Text(OracleColumns.Customers, [Customer(party.Customer)], id),
            _ => throw new ArgumentOutOfRangeException(nameof(delivery)),
        };

    public Submission? ReadBatch(string text, BatchId id)
    {
        var rows = CsvTable
            .ReadNamed(text)
            .Where(x => CsvTable.Of(x, "RECORD_TYPE") is OracleColumns.Data)
            .ToList();
        if (rows is not [var first, ..])
        {
            return null;
        }

        if (CsvTable.Of(first, "ORIG_SYSTEM_CUSTOMER_REF") is { Length: > 0 } customer)
        {
            return new Submission(id, customer, IsParty: true);
        }

        return
            CurrencyCode.TryParse(CsvTable.Of(first, "CURRENCY_CODE"), out var currency)
            && OracleAnswers.TryDate(CsvTable.Of(first, "GL_DATE"), out var date)
            ? new Submission(
                id,
                CsvTable.Of(first, "INTERFACE_LINE_ATTRIBUTE1"),
                IsParty: false,
                date,
                Sum(rows, "LINE", currency),
                Sum(rows, "TAX", currency)
            )
            : null;
    }

    public IReadOnlyList<Answer>? ReadAnswers(string text) => OracleAnswers.Read(text);

    public IReadOnlyList<LedgerPeriod> ReadPeriods(string text, string company, LocalDate today) =>
        OraclePeriods.Read(text, company);

    public string? ReasonOf(string code) => OracleCodes.ReasonOf(code);

    private static Money Sum(
        IEnumerable<IReadOnlyDictionary<string, string>> rows,
        string type,
        CurrencyCode currency
    ) =>
        new(
            rows.Where(x => CsvTable.Of(x, "LINE_TYPE").Equals(type, StringComparison.Ordinal))
                .Sum(x => decimal.Parse(CsvTable.Of(x, "AMOUNT"), CultureInfo.InvariantCulture)),
            currency
        );

    private static string Text(
        IReadOnlyList<OracleColumn> columns,
        IReadOnlyList<Dictionary<string, string?>> rows,
        BatchId id
    )
    {
        string Total(string type) =>
            OracleLines.Number(
                rows.Where(x =>
                        type.Equals(x.GetValueOrDefault("LINE_TYPE"), StringComparison.Ordinal)
                    )
                    .Sum(x => decimal.Parse(x["AMOUNT"]!, CultureInfo.InvariantCulture))
            );

        return CsvTable.Write([
            OracleColumns.Header(columns),
            .. rows.Select(x => OracleColumns.Row(columns, x)),
            [
                OracleColumns.Trailer,
                id.Value,
                rows.Count.ToString(CultureInfo.InvariantCulture),
                Total("LINE"),
                Total("TAX"),
            ],
        ]);
    }

    private static Dictionary<string, string?> Customer(Customer customer) =>
        new(StringComparer.Ordinal)
        {
            ["RECORD_TYPE"] = OracleColumns.Data,
            ["ORIG_SYSTEM_CUSTOMER_REF"] = customer.Code.Value,
            ["ORIG_SYSTEM_ADDRESS_REF"] = customer.Code.Value,
            ["SITE_USE_CODE"] = "BILL_TO",
            ["PRIMARY_SITE_USE_FLAG"] = "Y",
            ["INSERT_UPDATE_FLAG"] = "U",
            ["CUSTOMER_NAME"] = customer.Name,
            ["CUSTOMER_STATUS"] = "A",
            ["CUST_TAX_REFERENCE"] = customer.TaxId,
            ["ADDRESS1"] = customer.Street,
            ["CITY"] = customer.City,
            ["POSTAL_CODE"] = customer.PostalCode,
            ["STATE"] = customer.Region,
            ["COUNTRY"] = customer.Country,
        };
}
