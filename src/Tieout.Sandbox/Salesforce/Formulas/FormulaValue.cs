using System.Globalization;

namespace Tieout.Sandbox.Salesforce.Formulas;

/// <summary>How values of formulas and of queries compare.</summary>
internal static class FormulaValue
{
    public static bool IsBlank(object? value) => value is null or "";

    public static bool IsTrue(object? value) => value is true;

    public static string Text(object? value) =>
        value switch
        {
            null => string.Empty,
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            decimal number => number.ToString("0.##################", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };

    /// <summary>Tells an order; none where there is none, as between a text and a date.</summary>
    public static int? Compare(object? left, object? right) =>
        (left, right) switch
        {
            (decimal a, decimal b) => a.CompareTo(b),
            (DateOnly a, DateOnly b) => a.CompareTo(b),
            (DateTimeOffset a, DateTimeOffset b) => a.CompareTo(b),
            (bool a, bool b) => a.CompareTo(b),
            (string a, string b) => string.CompareOrdinal(a, b),
            _ => null,
        };

    public static bool AreSame(object? left, object? right) =>
        (IsBlank(left) && IsBlank(right)) || Compare(left, right) is 0;
}
