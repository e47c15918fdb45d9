using System.Text.Json;

namespace Tieout.Connectors.Salesforce.Http;

/// <summary>Why one record of a collection was not written, while others were.</summary>
/// <param name="Code">The vendor's; none where it gives none.</param>
/// <param name="Message">In the vendor's words.</param>
internal sealed record RowError(string? Code, string Message)
{
    /// <summary>Of every record the same: the user may not change the fields, or they are others.</summary>
    private static readonly IReadOnlyList<string> RightsCodes =
    [
        "INVALID_FIELD_FOR_INSERT_UPDATE",
        "INVALID_FIELD",
        "INVALID_TYPE",
    ];

    private static readonly IReadOnlyList<string> GoneCodes =
    [
        "ENTITY_IS_DELETED",
        "INVALID_CROSS_REFERENCE_KEY",
    ];

    /// <summary>Not a matter of this record, but of settings or rights.</summary>
    public bool IsOfRights => RightsCodes.Contains(Code, StringComparer.Ordinal);

    /// <summary>The record that was to be changed is not there any more.</summary>
    public bool IsGone => GoneCodes.Contains(Code, StringComparer.Ordinal);

    /// <summary>Somebody else is changing it.</summary>
    public bool IsTransient => Code is "UNABLE_TO_LOCK_ROW";

    /// <summary>That of a row of the answer, by its first; none where it was written.</summary>
    public static RowError? Of(JsonElement answer)
    {
        if (
            answer.TryGetProperty("success", out var success)
            && success.ValueKind is JsonValueKind.True
        )
        {
            return null;
        }

        var error =
            answer.TryGetProperty("errors", out var errors)
            && errors.ValueKind is JsonValueKind.Array
            && errors.GetArrayLength() > 0
                ? errors[0]
                : default;
        return new RowError(
            SalesforceFaults.TextOf(error, "statusCode"),
            SalesforceFaults.TextOf(error, "message") ?? "no message"
        );
    }
}
