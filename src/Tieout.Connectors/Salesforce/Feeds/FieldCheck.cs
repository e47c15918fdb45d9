using System.Text.Json;
using Tieout.Connect;
using Tieout.Connectors.Salesforce.Http;

namespace Tieout.Connectors.Salesforce.Feeds;

/// <summary>Looks whether an object has the fields that are read.</summary>
internal static class FieldCheck
{
    /// <summary>Asks for the object's description.</summary>
    /// <exception cref="ConnectorException">A field is missing, or the user does not see it.</exception>
    public static async Task RunAsync(
        SalesforceClient client,
        string kind,
        IReadOnlyList<string> fields,
        CancellationToken cancellationToken
    )
    {
        var answer = await client.GetAsync(
            $"the description of {kind}",
            $"sobjects/{kind}/describe",
            cancellationToken
        );
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in FieldsOf(answer.Body))
        {
            known.Add(field.GetProperty("name").GetString()!);
            if (field.GetProperty("relationshipName").GetString() is { } relationship)
            {
                known.Add(relationship);
            }
        }

        string[] missing =
        [
            .. fields
                .Select(x => x.Split('.')[0])
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Where(x => !known.Contains(x)),
        ];
        if (missing.Length > 0)
        {
            throw new ConnectorException(
                ConnectorFault.Settings,
                $"{kind} has no {string.Join(", ", missing)}, or the user does not see it. Give the user's permission set read access, or say in 'names' of hub.yaml what it is called."
            );
        }
    }

    private static JsonElement.ArrayEnumerator FieldsOf(JsonElement body) =>
        body.TryGetProperty("fields", out var fields) && fields.ValueKind is JsonValueKind.Array
            ? fields.EnumerateArray()
            : default;
}
