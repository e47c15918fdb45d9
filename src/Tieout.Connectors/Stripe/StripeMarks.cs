namespace Tieout.Connectors.Stripe;

/// <summary>Metadata that the hub finds its records again by.</summary>
internal static class StripeMarks
{
    public const string Reference = "tieout_reference";
    public const string Customer = "tieout_customer";
    public const string Line = "tieout_line";
    public const string Tax = "tieout_tax";
    public const string Dimensions = "tieout_dimensions";

    /// <summary>The name of a form's member that sets one.</summary>
    public static string Member(string mark, string place = "metadata") => $"{place}[{mark}]";

    /// <summary>A search for records that carry it.</summary>
    public static string Query(string mark, string value)
    {
        var text = value
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("'", "\\'", StringComparison.Ordinal);
        return Uri.EscapeDataString($"metadata['{mark}']:'{text}'");
    }

    /// <summary>Search takes no notice of case; the hub does.</summary>
    public static bool Has(
        IReadOnlyDictionary<string, string>? metadata,
        string mark,
        string value
    ) => string.Equals(metadata?.GetValueOrDefault(mark), value, StringComparison.Ordinal);
}
