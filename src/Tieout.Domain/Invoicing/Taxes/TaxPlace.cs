namespace Tieout.Domain.Invoicing.Taxes;

/// <summary>How a place of supply is written: <c>DE</c>, and with its region <c>US-TX</c>.</summary>
/// <remarks>Source: ISO 3166-1 alpha-2 and ISO 3166-2. Whether there is such a place is not checked.</remarks>
public static class TaxPlace
{
    public static bool IsValid(string text) =>
        text is [var first, var second, .. var region]
        && char.IsAsciiLetterUpper(first)
        && char.IsAsciiLetterUpper(second)
        && (region.Length == 0 || (region[0] == '-' && IsRegion(region[1..])));

    /// <summary>One to three capital letters or digits: <c>TX</c>.</summary>
    public static bool IsRegion(string text) =>
        text is { Length: >= 1 and <= 3 }
        && text.All(x => char.IsAsciiLetterUpper(x) || char.IsAsciiDigit(x));
}
