using System.Globalization;
using System.Text;
using CsvHelper;
using Tieout.Sandbox.LegacyErp.Model;

namespace Tieout.Sandbox.LegacyErp.Oracle;

/// <summary>Reads rows of the interface tables as the importer of an Oracle E-Business Suite does.</summary>
/// <remarks>Columns are found by the names of the first row, in whatever order they stand.</remarks>
internal sealed class OracleInterface : IErpInterface
{
    public string Extension => ".csv";

    public string Encoding => "utf-8";

    public IReadOnlyList<(string Code, string Currency)> Companies { get; } =
    [("2021", "GBP"), ("2022", "USD")];

    public IReadOnlyList<(string Code, decimal Rate)> TaxCodes { get; } =
    [("S20", 20m), ("R5", 5m), ("Z0", 0m)];

    public IReadOnlyList<string> Accounts { get; } = ["4000", "4100", "Consulting", "Support"];

    public bool NumbersByYear => false;

    public IReadOnlyList<ImportedBatch> Read(string text, string name)
    {
        var rows = Rows(text);
        var names = rows.Count > 0 ? rows[0] : [];
        var data = rows.Skip(1)
            .Where(x => x[0] is "D")
            .Select(x => new OracleRow(names, x))
            .ToList();
        // A file that was cut has no trailer, which tells the batch's id; its name does as well.
        var trailer = rows.Count > 0 ? rows[^1] : [];
        if (trailer is not ["T", _, _, _, _])
        {
            var problem = new ImportProblem(Trouble.Unreadable, "the file has no trailer");
            var stem = Path.GetFileNameWithoutExtension(name);
            return [new ImportedBatch(stem[(stem.LastIndexOf('-') + 1)..], problem, [], [], [])];
        }

        var keys = data.Select(KeyOf).Distinct(StringComparer.Ordinal).ToList();
        if (ProblemOf(data, trailer) is { } wrong)
        {
            return [new ImportedBatch(trailer[1], wrong, [], [], keys)];
        }

        return names.Contains("ORIG_SYSTEM_BILL_CUSTOMER_REF", StringComparer.Ordinal)
            ? [new ImportedBatch(trailer[1], null, Documents(data), [], keys)]
            : [new ImportedBatch(trailer[1], null, [], [.. data.Select(Customer)], keys)];
    }

    public string Acknowledge(IReadOnlyList<BatchResult> results, DateTimeOffset now) =>
        OracleAcknowledgement.Text(results[0]);

    public string CodeOf(Trouble trouble) =>
        trouble switch
        {
            Trouble.Unreadable => "FILE_INCOMPLETE",
            Trouble.Count => "CONTROL_COUNT",
            Trouble.Total => "CONTROL_TOTAL",
            Trouble.Repeated => "BATCH_DUPLICATE",
            Trouble.Company => "AR_LEDGER",
            Trouble.Period => "EP01",
            Trouble.Customer => "AR_CUSTOMER",
            Trouble.CustomerOnHold => "AR_CUSTOMER_HOLD",
            Trouble.Account => "EF04",
            Trouble.TaxCode => "AR_TAX_CODE",
            Trouble.TaxAmount => "AR_TAX_AMOUNT",
            Trouble.Currency => "EC08",
            Trouble.RateType => "EC11",
            Trouble.LineAmount => "AR_LINE_AMOUNT",
            Trouble.Reference => "AR_REFERENCE",
            Trouble.Duplicate => "AR_DUPLICATE",
            _ => "AR_OTHER",
        };

    public string Periods(IReadOnlyList<PeriodRow> periods)
    {
        var text = new StringBuilder(
            "LEDGER_ID,APPLICATION_ID,PERIOD_NAME,START_DATE,END_DATE,CLOSING_STATUS,ADJUSTMENT_PERIOD_FLAG\n"
        );
        foreach (var period in periods)
        {
            var first = new DateOnly(period.Year, period.Month, 1);
            var last = first.AddMonths(1).AddDays(-1);
            foreach (var application in new[] { "101", "222" })
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{period.Company},{application},{first:MMM-yy},{first:yyyy-MM-dd},{last:yyyy-MM-dd},{period.Status},N\n"
                );
            }
        }

        return text.ToString();
    }

    private static List<string[]> Rows(string text)
    {
        using var csv = CsvReader.Create(
            System.Text.Encoding.UTF8.GetBytes(text).AsMemory(),
            CsvReaderOptions.Default with
            {
                HasHeader = false,
            }
        );
        var rows = new List<string[]>();
        while (csv.Read())
        {
            rows.Add([.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)]);
        }

        return rows;
    }

    private static string KeyOf(OracleRow row) =>
        row["INTERFACE_LINE_ATTRIBUTE1"] is { Length: > 0 } key
            ? key
            : row["ORIG_SYSTEM_CUSTOMER_REF"];

    private static ImportProblem? ProblemOf(List<OracleRow> rows, string[] trailer)
    {
        if (decimal.Parse(trailer[2], CultureInfo.InvariantCulture) != rows.Count)
        {
            return new ImportProblem(
                Trouble.Count,
                FormattableString.Invariant(
                    $"the trailer counts {trailer[2]} rows, there are {rows.Count}"
                )
            );
        }

        decimal Sum(string type) =>
            rows.Where(x => type.Equals(x["LINE_TYPE"], StringComparison.Ordinal))
                .Sum(x => x.Number("AMOUNT"));
        var (lines, taxes) = (Sum("LINE"), Sum("TAX"));
        return
            lines != decimal.Parse(trailer[3], CultureInfo.InvariantCulture)
            || taxes != decimal.Parse(trailer[4], CultureInfo.InvariantCulture)
            ? new ImportProblem(
                Trouble.Total,
                FormattableString.Invariant(
                    $"the trailer says {trailer[3]} and {trailer[4]}, the rows come to {lines} and {taxes}"
                )
            )
            : null;
    }

    private static ImportedCustomer Customer(OracleRow row) =>
        new(
            row["ORIG_SYSTEM_CUSTOMER_REF"],
            row["CUSTOMER_NAME"],
            row["ADDRESS1"],
            row["CITY"],
            row["POSTAL_CODE"],
            row["COUNTRY"],
            row["CUST_TAX_REFERENCE"]
        );

    /// <summary>Rows of one context and reference are one transaction.</summary>
    private static List<ImportedDocument> Documents(List<OracleRow> rows) =>
        [
            .. rows.GroupBy(x => (x["INTERFACE_LINE_CONTEXT"], x["INTERFACE_LINE_ATTRIBUTE1"]))
                .Select(x => Document([.. x])),
        ];

    private static ImportedDocument Document(List<OracleRow> rows)
    {
        var first = rows[0];
        var isCredit = first["CUST_TRX_TYPE_NAME"] is "Credit Memo";
        return new ImportedDocument(
            first["INTERFACE_LINE_ATTRIBUTE1"],
            first["SET_OF_BOOKS_ID"],
            isCredit,
            first["CURRENCY_CODE"],
            first["TRX_DATE"],
            first["GL_DATE"],
            first["ORIG_SYSTEM_BILL_CUSTOMER_REF"],
            [
                .. rows.Where(x => x["LINE_TYPE"] is "LINE")
                    .Select(x => new ImportedRow(
                        x["INTERFACE_LINE_ATTRIBUTE2"],
                        x["DESCRIPTION"],
                        x.Number("AMOUNT"),
                        x["MEMO_LINE_NAME"],
                        x["TAX_CODE"],
                        x.Number("QUANTITY") * x.Number("UNIT_SELLING_PRICE")
                    )),
            ],
            [
                .. rows.Where(x => x["LINE_TYPE"] is "TAX")
                    .Select(x => new ImportedTax(
                        x["INTERFACE_LINE_ATTRIBUTE2"],
                        x["TAX_CODE"],
                        x.Number("TAX_RATE"),
                        x.Number("AMOUNT")
                    )),
            ],
            isCredit ? first["REFERENCE_LINE_ATTRIBUTE1"] : null,
            RateType: first["CONVERSION_TYPE"]
        );
    }
}
