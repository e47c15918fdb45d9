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
        var answer = await DescribeAsync(client, kind, cancellationToken);
        RequireAll(answer, kind, fields);
    }

    private static void RequireAll(
        SalesforceAnswer answer,
        string kind,
        IReadOnlyList<string> fields
    )
    {
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

    /// <summary>Whether the user may make and change records by an external id, in all of these fields.</summary>
    /// <exception cref="ConnectorException">A field is missing, cannot be written, or the key is no external id.</exception>
    public static async Task RunForWritesAsync(
        SalesforceClient client,
        string kind,
        string key,
        IReadOnlyList<string> fields,
        CancellationToken cancellationToken
    )
    {
        var answer = await DescribeAsync(client, kind, cancellationToken);
        RequireAll(answer, kind, [key, .. fields]);
        var known = FieldsOf(answer.Body)
            .ToDictionary(
                x => x.GetProperty("name").GetString()!,
                StringComparer.OrdinalIgnoreCase
            );
        if (!Says(known[key], "externalId"))
        {
            throw new ConnectorException(
                ConnectorFault.Settings,
                $"{kind}.{key} is no external id: make it one, and unique, or say in 'names' of hub.yaml which field is."
            );
        }

        string[] locked =
        [
            .. fields
                .Prepend(key)
                .Where(x => !Says(known[x], "createable") || !Says(known[x], "updateable")),
        ];
        if (locked.Length > 0)
        {
            throw new ConnectorException(
                ConnectorFault.Settings,
                $"The user may not write {string.Join(", ", locked)} of {kind}. Give the user's permission set edit access, say in "
                    + "'names' of hub.yaml what else is written, or none."
            );
        }
    }

    private static bool Says(JsonElement field, string property) =>
        field.TryGetProperty(property, out var value) && value.ValueKind is JsonValueKind.True;

    private static Task<SalesforceAnswer> DescribeAsync(
        SalesforceClient client,
        string kind,
        CancellationToken cancellationToken
    ) =>
        client.GetAsync(
            $"the description of {kind}",
            $"sobjects/{kind}/describe",
            cancellationToken
        );

    private static JsonElement.ArrayEnumerator FieldsOf(JsonElement body) =>
        body.TryGetProperty("fields", out var fields) && fields.ValueKind is JsonValueKind.Array
            ? fields.EnumerateArray()
            : default;
}
