using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Tieout.Sandbox.Faults;

/// <summary>Changes an answer that is JSON, as a vendor who changes fields without notice.</summary>
internal static class AnswerChange
{
    /// <summary>Sends an answer that was kept back; one that is not JSON goes as it is.</summary>
    public static async Task CopyAsync(
        MemoryStream kept,
        HttpResponse response,
        FaultAction.ChangeAnswer change,
        CancellationToken cancellationToken
    )
    {
        if (TryParse(kept, out var answer))
        {
            Apply(answer, change);
            var changed = JsonSerializer.SerializeToUtf8Bytes(answer);
            response.ContentLength = response.ContentLength is null ? null : changed.Length;
            await response.Body.WriteAsync(changed, cancellationToken);
            return;
        }

        kept.Position = 0;
        await kept.CopyToAsync(response.Body, cancellationToken);
    }

    private static bool TryParse(MemoryStream kept, out JsonNode? answer)
    {
        try
        {
            answer = JsonNode.Parse(kept);
            return true;
        }
        catch (JsonException)
        {
            answer = null;
            return false;
        }
    }

    private static void Apply(JsonNode? node, FaultAction.ChangeAnswer change)
    {
        switch (node)
        {
            case JsonArray list:
                foreach (var item in list)
                {
                    Apply(item, change);
                }

                break;
            case JsonObject one:
                var isMeant = IsMeant(one, change.Where);
                foreach (var name in (isMeant ? change.Without : null) ?? [])
                {
                    _ = one.Remove(name);
                }

                foreach (var (_, member) in one)
                {
                    Apply(member, change);
                }

                var isBeside = change.Beside is { } beside && one.ContainsKey(beside);
                foreach (var (name, value) in (isMeant ? change.With : null)?.AsEnumerable() ?? [])
                {
                    if (isBeside || one.ContainsKey(name))
                    {
                        one[name] = JsonSerializer.SerializeToNode(value);
                    }
                }

                break;
        }
    }

    /// <summary>As one would read it: 2 and 2.0 are one number.</summary>
    private static string TextOf(JsonNode? value) =>
        value?.GetValueKind() is JsonValueKind.Number
        && decimal.TryParse(
            value.ToString(),
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number.ToString("0.############################", CultureInfo.InvariantCulture)
            : value?.ToString() ?? "null";

    /// <summary>Ids are texts in some answers and numbers in others.</summary>
    private static bool IsMeant(JsonObject one, IReadOnlyDictionary<string, JsonElement>? where) =>
        where is null
        || where.All(x =>
            one.TryGetPropertyValue(x.Key, out var value)
            && TextOf(value)
                .Equals(TextOf(JsonSerializer.SerializeToNode(x.Value)), StringComparison.Ordinal)
        );
}
