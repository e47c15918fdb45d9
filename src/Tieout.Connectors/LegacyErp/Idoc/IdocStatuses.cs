using Tieout.Connectors.LegacyErp.Batches;

namespace Tieout.Connectors.LegacyErp.Idoc;

/// <summary>The acknowledgement of IDocs: a file of status records, a record for each status.</summary>
/// <remarks>
/// 53 is posted: STAPA1 has the document's number, STAPA2 its company code, STAPA3 its fiscal year and
/// STAPA4 its posting date. 51, 56, 60, 63, 65 and 68 are refusals; everything else is on its way, also what
/// waits for another one (66) or was edited (69).
/// </remarks>
internal static class IdocStatuses
{
    private const string Posted = "53";

    private static readonly string[] Refusals = ["51", "56", "60", "63", "65", "68"];

    /// <summary>By the interface agreement: the class of what the importer says of whole files.</summary>
    private const string Agreement = "ZTO";

    public static IReadOnlyList<Answer>? Read(string text)
    {
        var records = text.Split('\n')
            .Select(x => x.TrimEnd('\r'))
            .Where(x => x.Length > 0)
            .ToList();
        // A record that was cut would tell a part of a number.
        return records.Exists(x =>
            x.Length < IdocLayouts.Status.Length
            || !x.StartsWith(IdocLayouts.Status.Name, StringComparison.Ordinal)
        )
            ? null
            : [.. records.Select(AnswerOf)];
    }

    private static string Of(string record, string field) => IdocLayouts.Status.Read(record, field);

    private static Answer AnswerOf(string record)
    {
        var status = Of(record, "STATUS");
        var code = $"{Of(record, "STAMID")} {Of(record, "STAMNO")}";
        var key = Of(record, "ARCKEY");
        var batch = Of(record, "DOCNUM");
        var posted = PostedOf(record, key);
        if (status is Posted)
        {
            return posted is null
                ? new Answer(batch, AnswerKind.Waiting, [], [])
                : new Answer(batch, AnswerKind.Accepted, [posted], []);
        }

        if (code is Agreement + " 004")
        {
            return new Answer(batch, AnswerKind.Repeated, [], []);
        }

        if (!Refusals.Contains(status, StringComparer.Ordinal))
        {
            return new Answer(batch, AnswerKind.Waiting, [], []);
        }

        if (IdocCodes.IsDuplicate(code) && posted is not null)
        {
            // It names what stands there under the same reference.
            return new Answer(batch, AnswerKind.Accepted, [posted], []);
        }

        var segment = Of(record, "SEGNUM").TrimStart('0');
        var refused = new RefusedAnswer(
            key.Length == 0 ? null : key,
            segment.Length == 0 ? null : $"segment {segment}",
            code,
            Of(record, "STATXT"),
            Of(record, "SEGFLD")
        );
        return new Answer(batch, AnswerKind.Refused, [], [refused]);
    }

    private static PostedAnswer? PostedOf(string record, string key)
    {
        var number = Of(record, "STAPA1");
        var company = Of(record, "STAPA2");
        var year = Of(record, "STAPA3");
        if (number.Length == 0)
        {
            return null;
        }

        return company.Length > 0
            && year.Length > 0
            && IdocFormat.TryDate(Of(record, "STAPA4"), out var date)
                ? new PostedAnswer(key, $"{company}/{number}/{year}", number, date)
            // A customer has no year.
            : Of(record, "STATUS") is Posted && year.Length == 0
                ? new PostedAnswer(key, number, number, Date: null)
            : null;
    }
}
