using System.Text.Json;
using Tieout.Connect;
using Tieout.Connectors.Http;

namespace Tieout.Connectors.Ledgerworks;

/// <summary>Reads answers.</summary>
internal static class LedgerworksAnswers
{
    /// <summary>Reads a body that is already in memory.</summary>
    /// <exception cref="ConnectorException">A success that cannot be read.</exception>
    public static async Task<LedgerworksAnswer<T>> ReadAsync<T>(
        LedgerworksCall call,
        HttpResponseMessage response,
        TimeProvider timeProvider
    )
        where T : class
    {
        var text = await response.Content.ReadAsStringAsync(CancellationToken.None);
        var error = ErrorIn(text, response.IsSuccessStatusCode);
        if (error is not null || !response.IsSuccessStatusCode)
        {
            var failure = LedgerworksFaults.Of(call, response, error, timeProvider);
            return new LedgerworksAnswer<T>(null, error, failure);
        }

        try
        {
            var value = JsonSerializer.Deserialize<T>(text, LedgerworksJson.Options);
            return value is null
                ? throw new JsonException("The answer is null.")
                : new LedgerworksAnswer<T>(value, Error: null, Failure: null);
        }
        catch (JsonException e)
        {
            throw UnreadableAnswer.Of(call.Name, call.IsWrite, e);
        }
    }

    /// <summary>
    /// An error body; with a status of success only inside a member <c>error</c>, as Ledgerworks
    /// sends it when it is overloaded.
    /// </summary>
    private static LedgerworksError? ErrorIn(string text, bool isSuccess)
    {
        try
        {
            using var json = JsonDocument.Parse(text);
            var root = json.RootElement;
            if (root.ValueKind is not JsonValueKind.Object)
            {
                return null;
            }

            var isWrapped = root.TryGetProperty("error", out var inner);
            var error = isWrapped ? inner : root;
            return isSuccess && !isWrapped
                ? null
                : error.Deserialize<LedgerworksError>(LedgerworksJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
