using System.Globalization;
using CsvHelper;
using Tieout.Sandbox.LegacyErp.Model;

namespace Tieout.Sandbox.LegacyErp.Oracle;

/// <summary>Writes what became of a batch: its result, transactions, errors, and a trailer.</summary>
internal static class OracleAcknowledgement
{
    private static readonly string[] Columns =
    [
        "RECORD_TYPE",
        "BATCH_ID",
        "STATUS",
        "INTERFACE_LINE_ATTRIBUTE1",
        "INTERFACE_LINE_ATTRIBUTE2",
        "CUSTOMER_TRX_ID",
        "TRX_NUMBER",
        "GL_DATE",
        "CURRENCY_CODE",
        "AMOUNT",
        "TAX_AMOUNT",
        "ERROR_CODE",
        "MESSAGE_TEXT",
        "INVALID_VALUE",
        "RECORD_COUNT",
    ];

    public static string Text(BatchResult result)
    {
        var stands = result.Refused.Select(x => x.Stands).OfType<PostedRow>();
        var rows = new List<Dictionary<string, string?>> { Head(result) };
        rows.AddRange(result.Posted.Concat(stands).Select(x => Posted(result.Id, x)));
        // What stands there already is no error of this row: it is told as it stands.
        rows.AddRange(result.Refused.Where(x => x.Stands is null).Select(x => Error(result.Id, x)));
        var trailer = Row("Z", result.Id);
        trailer["RECORD_COUNT"] = rows.Count.ToString(CultureInfo.InvariantCulture);
        rows.Add(trailer);
        using var text = new StringWriter { NewLine = "\n" };
        using (var csv = CsvWriter.Create(text, CsvWriterOptions.Default, leaveOpen: true))
        {
            Write(csv, Columns);
            foreach (var row in rows)
            {
                Write(csv, Columns.Select(x => row.GetValueOrDefault(x)));
            }
        }

        return text.ToString();
    }

    private static void Write(CsvWriter csv, IEnumerable<string?> fields)
    {
        foreach (var field in fields)
        {
            csv.WriteField(field);
        }

        csv.EndRecord();
    }

    private static Dictionary<string, string?> Row(string type, string batch) =>
        new(StringComparer.Ordinal) { ["RECORD_TYPE"] = type, ["BATCH_ID"] = batch };

    private static Dictionary<string, string?> Head(BatchResult result)
    {
        var row = Row("H", result.Id);
        row["STATUS"] =
            result.IsRepeated ? "DUPLICATE"
            : result.Refusal is not null ? "REJECTED"
            : "ACCEPTED";
        row["ERROR_CODE"] = result.Refusal?.Code;
        row["MESSAGE_TEXT"] = result.Refusal?.Text;
        row["INVALID_VALUE"] = result.Refusal?.Value;
        return row;
    }

    private static Dictionary<string, string?> Posted(string batch, PostedRow posted)
    {
        var row = Row(posted.LedgerDate is null ? "C" : "T", batch);
        row["INTERFACE_LINE_ATTRIBUTE1"] = posted.Key;
        row["CUSTOMER_TRX_ID"] = posted.Id;
        row["TRX_NUMBER"] = posted.Number;
        if (posted.LedgerDate is { } date)
        {
            row["GL_DATE"] = date;
            row["CURRENCY_CODE"] = posted.Currency;
            row["AMOUNT"] = posted.Net.ToString(CultureInfo.InvariantCulture);
            row["TAX_AMOUNT"] = posted.Tax.ToString(CultureInfo.InvariantCulture);
        }

        return row;
    }

    private static Dictionary<string, string?> Error(string batch, RefusedRow refused)
    {
        var row = Row("E", batch);
        row["INTERFACE_LINE_ATTRIBUTE1"] = refused.Key;
        row["INTERFACE_LINE_ATTRIBUTE2"] = refused.Row;
        row["ERROR_CODE"] = refused.Code;
        row["MESSAGE_TEXT"] = refused.Text;
        row["INVALID_VALUE"] = refused.Value;
        return row;
    }
}
