using System.Text.Json.Nodes;
using Tieout.Sandbox.Serving.Json;

namespace Tieout.Sandbox.Kantata;

/// <summary>An association, which an answer has only when it is asked for by <c>include</c>.</summary>
/// <param name="Name">As it is asked for: <c>active_submission</c>.</param>
/// <param name="Member">What it adds to the record: <c>active_submission_id</c>.</param>
/// <param name="Kind">What it adds to the answer: <c>timesheet_submissions</c>.</param>
/// <param name="Back">Of records of that kind: what has this record's id; none when this one has theirs.</param>
/// <param name="Subject">Records of that kind are about several kinds, and say so.</param>
internal sealed record KantataLink(
    string Name,
    string Member,
    string Kind,
    string? Back = null,
    string? Subject = null
)
{
    public bool IsMany => Member.EndsWith("_ids", StringComparison.Ordinal);

    /// <summary>The ids of the records that a record is associated with.</summary>
    public IEnumerable<string> IdsOf(KantataBook book, JsonObject record)
    {
        if (Back is not null)
        {
            var id = record.TextAt("id");
            return book.All(Kind)
                .Where(x => IsAbout(x) && Names(x[Back], id))
                .Select(x => x.TextAt("id")!);
        }

        return record[Member] is JsonArray many ? many.Select(x => x!.ToString())
            : record[Member] is { } one ? [one.ToString()]
            : [];
    }

    private bool IsAbout(JsonObject record) =>
        Subject is null || Subject.Equals(record.TextAt("subject_type"), StringComparison.Ordinal);

    private static bool Names(JsonNode? node, string? id) =>
        node is JsonArray many
            ? many.Any(x => Names(x, id))
            : node is not null && node.ToString().Equals(id, StringComparison.Ordinal);
}
