namespace Tieout.Connectors.AvaTax;

/// <summary>What AvaTax says when it does not do something.</summary>
/// <param name="Code">Of its published list.</param>
internal sealed record AvaTaxError(
    string? Code = null,
    string? Message = null,
    IReadOnlyList<AvaTaxErrorDetail>? Details = null
)
{
    /// <summary>Message and description of what says most.</summary>
    public string Text =>
        string.Join(
            " ",
            new[] { Message }
                .Concat(Details?.SelectMany(x => new[] { x.Message, x.Description }) ?? [])
                .Where(x => !string.IsNullOrWhiteSpace(x))
                .Distinct(StringComparer.Ordinal)
        );

    public bool Is(string code) => string.Equals(Code, code, StringComparison.Ordinal);
}
