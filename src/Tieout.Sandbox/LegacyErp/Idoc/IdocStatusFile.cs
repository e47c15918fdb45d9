using System.Globalization;
using System.Text;
using Tieout.Sandbox.LegacyErp.Model;

namespace Tieout.Sandbox.LegacyErp.Idoc;

/// <summary>Writes status records, EDI_DS40: one for each document, or for each of its errors.</summary>
internal static class IdocStatusFile
{
    private const string Posted = "53";
    private const string NotPosted = "51";
    private const string WithErrors = "56";

    public static string Text(IReadOnlyList<BatchResult> results, DateTimeOffset now)
    {
        var text = new StringBuilder();
        foreach (var result in results)
        {
            var key = result.Keys.Count > 0 ? result.Keys[0] : string.Empty;
            if (result.Refusal is { } whole)
            {
                text.Append(
                    Record(result.Id, now, WithErrors, whole.Code, [], whole.Text, whole.Row, key)
                );
            }

            foreach (var posted in result.Posted)
            {
                var code = posted.LedgerDate is null ? "F2 056" : "F5 312";
                text.Append(
                    Record(
                        result.Id,
                        now,
                        Posted,
                        code,
                        Parameters(posted),
                        "posted",
                        null,
                        posted.Key
                    )
                );
            }

            foreach (var refused in result.Refused)
            {
                text.Append(
                    Record(
                        result.Id,
                        now,
                        NotPosted,
                        refused.Code,
                        refused.Stands is { } stands ? Parameters(stands) : [],
                        refused.Value is { } value ? $"{refused.Text}: {value}" : refused.Text,
                        refused.Row,
                        refused.Key
                    )
                );
            }
        }

        return text.ToString();
    }

    private static string[] Parameters(PostedRow posted) =>
        posted.LedgerDate is { } date
            ?
            [
                posted.Number,
                posted.Company,
                posted.Id.Split('/')[^1],
                date.Replace("-", string.Empty, StringComparison.Ordinal),
            ]
            : [posted.Number];

    private static string Record(
        string batch,
        DateTimeOffset now,
        string status,
        string code,
        string[] parameters,
        string words,
        string? segment,
        string key
    )
    {
        var message = code.Split(' ');
        string Parameter(int i) => Padded(i < parameters.Length ? parameters[i] : string.Empty, 50);
        return string.Concat(
            Padded("EDI_DS40", 10),
            "100",
            Padded(batch, 16),
            now.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture),
            status,
            "SAP",
            Padded(message[0], 20),
            Padded(message.Length > 1 ? message[1] : string.Empty, 3),
            status is Posted ? "S" : "E",
            Parameter(0),
            Parameter(1),
            Parameter(2),
            Parameter(3),
            Padded(words, 70),
            Padded("RBDAPP01", 12),
            Padded(string.Empty, 60),
            Padded(segment ?? string.Empty, 6),
            Padded(string.Empty, 30 + 14 + 14 + 14),
            Padded(key, 70),
            "\n"
        );
    }

    private static string Padded(string text, int length) =>
        text.Length > length ? text[..length] : text.PadRight(length);
}
