using System.Globalization;
using NodaTime.Text;
using Tieout.Domain.Amounts;

namespace Tieout.Connectors.LegacyErp.Receipts;

/// <summary>What was paid, as the ERP extracts it: a header with totals, and details.</summary>
/// <remarks>
/// The layout is in docs/reference/legacy-erp.md, after the ledger extract of Oracle CC&amp;B. A file
/// whose details do not come to its totals is refused whole.
/// </remarks>
/// <param name="Name">Of the file.</param>
/// <param name="Number">Of the extract; a rerun has the number of what it replaces.</param>
/// <param name="Rerun">0 for the first run.</param>
/// <param name="Details">What could be read.</param>
/// <param name="Unreadable">Details that could not, by line, with the field at fault.</param>
/// <param name="Problem">Why the whole file is refused; none when it is not.</param>
internal sealed record ReceiptExtract(
    string Name,
    long Number,
    int Rerun,
    IReadOnlyList<ReceiptDetail> Details,
    IReadOnlyList<(int Line, string Field, string Message)> Unreadable,
    ReceiptProblem? Problem
)
{
    /// <summary>Which files of <c>outbound</c> are extracts.</summary>
    public const string Pattern = "receipts-*.txt";

    private static readonly FixedLayout Header = new(
        "header",
        new("RECORD_TYPE", 1),
        new("BATCH_CD", 8),
        new("BATCH_NBR", 10),
        new("BATCH_RERUN_NBR", 10),
        new("EXTRACT_DTTM", 26),
        new("DETAIL_REC_CNT", 12),
        new("DETAIL_REC_TOTAL_DR", 16),
        new("DETAIL_REC_TOTAL_CR", 16)
    );

    private static readonly FixedLayout Detail = new(
        "detail",
        new("RECORD_TYPE", 1),
        new("GL_DIVISION", 5),
        new("CURRENCY_CD", 3),
        new("RECEIPT_ID", 20),
        new("ACTION_CD", 1),
        new("DOCUMENT_REF", 50),
        new("VALUE_DT", 10),
        new("FINANCIAL_AMOUNT", 16)
    );

    /// <summary>The number and rerun in a name: <c>receipts-0000000012-01.txt</c>.</summary>
    public static (long Number, int Rerun)? KeyOf(string name) =>
        Path.GetFileNameWithoutExtension(name).Split('-') is [_, var number, var rerun]
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
        && int.TryParse(rerun, NumberStyles.None, CultureInfo.InvariantCulture, out var r)
            ? (n, r)
            : null;

    /// <summary>Reads a file.</summary>
    public static ReceiptExtract Read(string name, string content)
    {
        var lines = content.Split('\n').Select(x => x.TrimEnd('\r')).ToList();
        if (lines is [.., ""])
        {
            lines.RemoveAt(lines.Count - 1);
        }

        var (number, rerun) = KeyOf(name) ?? (0L, 0);
        var extract = new ReceiptExtract(name, number, rerun, [], [], null);
        return lines is [var header, .. var details]
            ? extract.With(header, details)
            : extract with
            {
                Problem = new ReceiptProblem("legacy-erp.no-header", "the file is empty"),
            };
    }

    private ReceiptExtract With(string header, List<string> lines)
    {
        if (
            header.Length < Header.Length
            || header[0] != '1'
            || !TryWhole(Header.Read(header, "BATCH_NBR"), out var number)
            || !TryWhole(Header.Read(header, "BATCH_RERUN_NBR"), out var rerun)
            || !TryWhole(Header.Read(header, "DETAIL_REC_CNT"), out var count)
            || !TryAmount(Header.Read(header, "DETAIL_REC_TOTAL_DR"), out var debits)
            || !TryAmount(Header.Read(header, "DETAIL_REC_TOTAL_CR"), out var credits)
        )
        {
            return this with
            {
                Problem = new(
                    "legacy-erp.bad-header",
                    "the first record is no header of an extract"
                ),
            };
        }

        if (number != Number || rerun != Rerun)
        {
            return this with
            {
                Problem = new(
                    "legacy-erp.other-number",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"its header is of extract {number}, rerun {rerun}"
                    )
                ),
            };
        }

        return
            WithDetails(lines) is var read && TotalProblem(lines, count, debits, credits) is { } p
            ? this with
            {
                Problem = p,
            }
            : read;
    }

    private static ReceiptProblem? TotalProblem(
        List<string> lines,
        long count,
        decimal debits,
        decimal credits
    )
    {
        // Hash totals over all currencies, of whatever has an amount.
        var amounts = lines
            .Select(x =>
                x.Length >= Detail.Length
                && TryAmount(Detail.Read(x, "FINANCIAL_AMOUNT"), out var amount)
                    ? amount
                    : 0m
            )
            .ToList();
        var (plus, minus) = (amounts.Where(x => x > 0m).Sum(), amounts.Where(x => x < 0m).Sum());
        return lines.Count != count
                ? new(
                    "legacy-erp.count-differs",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"its header says {count} details, and it has {lines.Count}"
                    )
                )
            : plus != debits || minus != credits
                ? new(
                    "legacy-erp.totals-differ",
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"its header says {debits} and {credits}, its details come to {plus} and {minus}"
                    )
                )
            : null;
    }

    private ReceiptExtract WithDetails(List<string> lines)
    {
        var details = new List<ReceiptDetail>();
        var unreadable = new List<(int, string, string)>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (ReadDetail(lines[i], i + 2, out var field) is { } detail)
            {
                details.Add(detail);
            }
            else
            {
                unreadable.Add(
                    (
                        i + 2,
                        field,
                        "needs a currency of ISO 4217, P, R or V, a date, an amount of its sign"
                    )
                );
            }
        }

        return this with
        {
            Details = details,
            Unreadable = unreadable,
        };
    }

    /// <summary>Reads a detail; none where one of its fields cannot be read.</summary>
    private static ReceiptDetail? ReadDetail(string record, int line, out string field)
    {
        field = "RECORD_TYPE";
        if (record.Length < Detail.Length || record[0] != '2')
        {
            return null;
        }

        field = "ACTION_CD";
        ReceiptAction? action = Detail.Read(record, field) switch
        {
            "P" => ReceiptAction.Payment,
            "R" => ReceiptAction.Reversal,
            "V" => ReceiptAction.Void,
            _ => null,
        };
        if (action is not { } known)
        {
            return null;
        }

        field = "VALUE_DT";
        var date = LocalDatePattern.Iso.Parse(Detail.Read(record, field));
        if (!date.Success)
        {
            return null;
        }

        field = "CURRENCY_CD";
        if (!CurrencyCode.TryParse(Detail.Read(record, field), out var currency))
        {
            return null;
        }

        field = "FINANCIAL_AMOUNT";
        if (
            !TryAmount(Detail.Read(record, field), out var amount)
            || Math.Sign(amount)
                != known switch
                {
                    ReceiptAction.Payment => 1,
                    ReceiptAction.Reversal => -1,
                    _ => 0,
                }
        )
        {
            return null;
        }

        return new ReceiptDetail(
            line,
            known,
            Detail.Read(record, "RECEIPT_ID"),
            Detail.Read(record, "DOCUMENT_REF"),
            date.Value,
            new Money(amount, currency)
        );
    }

    private static bool TryWhole(string text, out long value) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static bool TryAmount(string text, out decimal value) =>
        decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out value
        );
}
