namespace Tieout.Connectors.Rest.Reading;

/// <summary>What a field came to.</summary>
/// <param name="Text">As its column is read; none where there is no value.</param>
/// <param name="Code">Of the fault; none when there is none.</param>
/// <param name="Fault">What is wrong, after the value.</param>
/// <param name="Raw">As the system wrote it.</param>
internal sealed record FieldValue(
    string? Text,
    string? Code = null,
    string? Fault = null,
    string? Raw = null
)
{
    /// <summary>It is a number of JSON, which has a point before its decimals wherever it comes from.</summary>
    public bool IsNumber { get; init; }

    public static FieldValue None { get; } = new(Text: null);
}
