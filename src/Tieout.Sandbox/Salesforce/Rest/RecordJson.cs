using System.Text.Json.Nodes;
using Tieout.Sandbox.Salesforce.Records;

namespace Tieout.Sandbox.Salesforce.Rest;

/// <summary>A record as it is read by itself.</summary>
internal static class RecordJson
{
    /// <summary>Writes a record.</summary>
    /// <param name="names">Fields that are asked for; all when none.</param>
    /// <param name="urlOf">Where a record is.</param>
    /// <exception cref="SalesforceException">INVALID_FIELD.</exception>
    public static JsonObject Write(
        RecordView record,
        IReadOnlyList<string>? names,
        Func<string, string, string> urlOf
    )
    {
        var answer = New(record, urlOf);
        foreach (var name in names ?? [.. record.Kind.Fields.Select(x => x.Name)])
        {
            var field =
                record.Kind[name]
                ?? throw new SalesforceException(
                    400,
                    "INVALID_FIELD",
                    $"No such column '{name}' on sobject of type {record.Kind.Name}"
                );
            answer[field.Name] = FieldValue.Answered(field, record[field]);
        }

        return answer;
    }

    /// <summary>A record's type and address, and whatever is added.</summary>
    public static JsonObject New(RecordView record, Func<string, string, string> urlOf) =>
        new()
        {
            ["attributes"] = new JsonObject
            {
                ["type"] = record.Kind.Name,
                ["url"] = urlOf(record.Kind.Name, record.Stored.Id),
            },
        };
}
