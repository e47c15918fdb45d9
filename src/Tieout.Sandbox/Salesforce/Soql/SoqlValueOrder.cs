using Tieout.Sandbox.Salesforce.Formulas;

namespace Tieout.Sandbox.Salesforce.Soql;

/// <summary>Sorts values of one field; texts without regard to case.</summary>
internal sealed class SoqlValueOrder : IComparer<object?>
{
    public static SoqlValueOrder Instance { get; } = new();

    public int Compare(object? x, object? y) =>
        x is string a && y is string b ? CompareTexts(a, b) : FormulaValue.Compare(x, y) ?? 0;

    private static int CompareTexts(string left, string right)
    {
        var order = string.Compare(left, right, StringComparison.OrdinalIgnoreCase);
        return order != 0 ? order : string.CompareOrdinal(left, right);
    }
}
