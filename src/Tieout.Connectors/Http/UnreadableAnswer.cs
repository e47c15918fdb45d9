using System.Text.Json;
using Tieout.Connect;

namespace Tieout.Connectors.Http;

/// <summary>Says what it means that an answer of success cannot be read.</summary>
internal static class UnreadableAnswer
{
    /// <summary>What stands before the names, in the words of the framework.</summary>
    private const string Missing = "missing required properties including: ";

    /// <summary>The failure of a call whose answer is not as agreed.</summary>
    /// <param name="call">For messages: method and path without query, which may name persons.</param>
    /// <param name="isWrite">It was carried out: what became of it has to be looked for.</param>
    public static ConnectorException Of(string call, bool isWrite, JsonException cause) =>
        new(
            isWrite ? ConnectorFault.OutcomeUnknown : ConnectorFault.Contract,
            $"The answer to {call} cannot be read at {cause.Path ?? "its start"}{Lack(cause)}.",
            inner: cause
        );

    /// <summary>The names of fields that are not there; they are ours, and no data of anybody.</summary>
    private static string Lack(JsonException cause)
    {
        var at = cause.Message.IndexOf(Missing, StringComparison.Ordinal);
        if (at < 0)
        {
            return string.Empty;
        }

        var names = cause.Message[(at + Missing.Length)..].Split(". ", 2)[0];
        return $": it lacks {names.TrimEnd('.')}";
    }
}
