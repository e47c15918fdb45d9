using Tieout.Connect;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Reading;

/// <summary>What a record came to.</summary>
/// <param name="Values">By column, as far as it was read.</param>
/// <param name="Taken">The fact; none when it was rejected.</param>
/// <param name="Rejected">Why; none when it was taken.</param>
internal sealed record MappedRecord(
    Place Record,
    IReadOnlyDictionary<string, FieldValue> Values,
    SourceRecord? Taken,
    RejectedRecord? Rejected
)
{
    /// <summary>The column whose missing value passes it over; none when it was taken or rejected.</summary>
    public string? PassedOver { get; init; }
}
