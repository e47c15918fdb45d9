namespace Tieout.Connectors.LegacyErp.Batches;

/// <summary>A row that the ERP refused.</summary>
/// <param name="Key">Of its document; none where the whole batch is meant.</param>
/// <param name="Row">Which row or segment; none where the document is meant.</param>
/// <param name="Code">As the ERP names it: <c>EP01</c>, <c>F5 286</c>.</param>
/// <param name="Text">As the ERP words it.</param>
/// <param name="Value">What it refused, if it says.</param>
internal sealed record RefusedAnswer(
    string? Key,
    string? Row,
    string Code,
    string Text,
    string? Value = null
)
{
    public override string ToString()
    {
        var where = string.IsNullOrEmpty(Row) ? string.Empty : $" at {Row}";
        var value = string.IsNullOrEmpty(Value) ? string.Empty : $" ({Value})";
        return $"{Code}{where}: {Text}{value}";
    }
}
