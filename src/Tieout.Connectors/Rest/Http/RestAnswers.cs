using System.Text.Json;
using Tieout.Connect;

namespace Tieout.Connectors.Rest.Http;

/// <summary>Reads answers.</summary>
internal static class RestAnswers
{
    private const int BeginningMax = 40;

    public static async Task<RestAnswer> ReadAsync(
        HttpResponseMessage response,
        CancellationToken cancellationToken
    )
    {
        var text = (await response.Content.ReadAsStringAsync(cancellationToken)).TrimStart(
            '\ufeff'
        );
        return new RestAnswer((int)response.StatusCode, BodyOf(text), text, NextOf(response))
        {
            Headers = response.Headers.ToDictionary(
                x => x.Key,
                x => string.Join(", ", x.Value),
                StringComparer.OrdinalIgnoreCase
            ),
        };
    }

    /// <summary>The same answer, if it can be read.</summary>
    /// <exception cref="ConnectorException">A success that is no JSON.</exception>
    public static RestAnswer RequireJson(RestRequest request, RestAnswer answer)
    {
        if (answer.Body.ValueKind is JsonValueKind.Undefined && answer.Text.Trim().Length > 0)
        {
            var text = answer.Text.Trim();
            throw new ConnectorException(
                ConnectorFault.Contract,
                $"The answer to {request.Name} is no JSON; it begins with '{text[..Math.Min(BeginningMax, text.Length)]}'."
            );
        }

        return answer;
    }

    private static JsonElement BodyOf(string text)
    {
        try
        {
            return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    /// <summary>The target of rel="next" in the headers Link, RFC 8288.</summary>
    private static string? NextOf(HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Link", out var values))
        {
            return null;
        }

        foreach (
            var link in values
                .SelectMany(x => x.Replace(", <", ",<", StringComparison.Ordinal).Split(",<"))
                .Select(x => x.Trim())
        )
        {
            var end = link.IndexOf('>', StringComparison.Ordinal);
            var parameters =
                end < 0 ? [] : link[(end + 1)..].Split(';', StringSplitOptions.TrimEntries);
            if (
                parameters.Any(x =>
                    x.StartsWith("rel=", StringComparison.OrdinalIgnoreCase)
                    && x[4..]
                        .Trim('"')
                        .Split(' ')
                        .Contains("next", StringComparer.OrdinalIgnoreCase)
                )
            )
            {
                return link[..end].TrimStart('<');
            }
        }

        return null;
    }
}
