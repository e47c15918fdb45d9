using System.Globalization;
using NodaTime.Text;
using Tieout.Connectors.LegacyErp.Batches;
using Tieout.Domain.Amounts;

namespace Tieout.Connectors.LegacyErp.Oracle;

/// <summary>The acknowledgement of a batch: its result, transactions, errors, and a trailer.</summary>
/// <remarks>
/// Rows are told apart by RECORD_TYPE: H result, T transaction, C customer, E error, Z trailer with
/// the number of rows before it. Without its trailer a file is not whole, and says nothing.
/// </remarks>
internal static class OracleAnswers
{
    /// <summary>Without them nobody knows what became of a batch.</summary>
    private static readonly string[] Needed =
    [
        "STATUS",
        "INTERFACE_LINE_ATTRIBUTE1",
        "CUSTOMER_TRX_ID",
        "TRX_NUMBER",
        "GL_DATE",
        "CURRENCY_CODE",
        "AMOUNT",
        "TAX_AMOUNT",
    ];

    public static IReadOnlyList<Answer>? Read(string text)
    {
        var all = CsvTable.ReadNamed(text).ToList();
        var count = (all.Count - 1).ToString(CultureInfo.InvariantCulture);
        if (
            all.Count == 0
            || Type(all[^1]) is not "Z"
            || !count.Equals(CsvTable.Of(all[^1], "RECORD_COUNT"), StringComparison.Ordinal)
        )
        {
            return null;
        }

        all.RemoveAt(all.Count - 1);
        var result = all.FirstOrDefault(x => Type(x) is "H");
        if (result is null)
        {
            return null;
        }

        var batch = CsvTable.Of(result, "BATCH_ID");
        if (Array.Find(Needed, x => !result.ContainsKey(x)) is { } lacking)
        {
            return [new Answer(batch, AnswerKind.Waiting, [], [], lacking)];
        }

        var refused = all.Where(x => Type(x) is "E").Select(Refused).ToList();
        var kind = CsvTable.Of(result, "STATUS") switch
        {
            "REJECTED" => AnswerKind.Refused,
            "DUPLICATE" => AnswerKind.Repeated,
            "ACCEPTED" => AnswerKind.Accepted,
            _ => AnswerKind.Waiting,
        };
        if (kind is AnswerKind.Refused && refused.Count == 0)
        {
            refused.Add(Refused(result));
        }

        return
        [
            new Answer(
                batch,
                kind,
                [.. all.Select(Posted).OfType<PostedAnswer>()],
                // A warning was posted all the same: suspense or an alternate account.
                [.. refused.Where(x => !OracleCodes.IsWarning(x.Code))]
            ),
        ];
    }

    public static bool TryDate(string text, out LocalDate date)
    {
        return LocalDatePattern.Iso.Parse(text).TryGetValue(default, out date);
    }

    private static string Type(IReadOnlyDictionary<string, string> row) =>
        CsvTable.Of(row, "RECORD_TYPE");

    private static PostedAnswer? Posted(IReadOnlyDictionary<string, string> row)
    {
        var key = CsvTable.Of(row, "INTERFACE_LINE_ATTRIBUTE1");
        var id = CsvTable.Of(row, "CUSTOMER_TRX_ID");
        if (Type(row) is "C")
        {
            return new PostedAnswer(key, id, CsvTable.Of(row, "TRX_NUMBER"), Date: null);
        }

        return
            Type(row) is "T"
            && TryDate(CsvTable.Of(row, "GL_DATE"), out var date)
            && CurrencyCode.TryParse(CsvTable.Of(row, "CURRENCY_CODE"), out var currency)
            ? new PostedAnswer(
                key,
                id,
                CsvTable.Of(row, "TRX_NUMBER"),
                date,
                Money(row, "AMOUNT", currency),
                Money(row, "TAX_AMOUNT", currency)
            )
            : null;
    }

    private static Money? Money(
        IReadOnlyDictionary<string, string> row,
        string column,
        CurrencyCode currency
    ) =>
        decimal.TryParse(
            CsvTable.Of(row, column),
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var amount
        )
            ? new Money(amount, currency)
            : null;

    private static RefusedAnswer Refused(IReadOnlyDictionary<string, string> row) =>
        new(
            CsvTable.Of(row, "INTERFACE_LINE_ATTRIBUTE1") is { Length: > 0 } key ? key : null,
            CsvTable.Of(row, "INTERFACE_LINE_ATTRIBUTE2") is { Length: > 0 } line
                ? $"line {line}"
                : null,
            CsvTable.Of(row, "ERROR_CODE"),
            CsvTable.Of(row, "MESSAGE_TEXT"),
            CsvTable.Of(row, "INVALID_VALUE")
        );
}
