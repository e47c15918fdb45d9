using Tieout.Sandbox.Salesforce.Formulas;
using Tieout.Sandbox.Salesforce.Schema;

namespace Tieout.Sandbox.Salesforce.Soql;

/// <summary>Sorts values of one field; texts without regard to case, ids with it.</summary>
internal sealed class SoqlValueOrder : IComparer<object?>
{
    private readonly bool _isId;

    private SoqlValueOrder(bool isId) => _isId = isId;

    /// <summary>Of everything but ids.</summary>
    public static SoqlValueOrder Instance { get; } = new(isId: false);

    private static SoqlValueOrder OfIds { get; } = new(isId: true);

    public static SoqlValueOrder Of(FieldDefinition field) =>
        FieldTypes.IsId(field.Type) ? OfIds : Instance;

    public int Compare(object? x, object? y) =>
        !_isId && x is string a && y is string b
            ? CompareTexts(a, b)
            : FormulaValue.Compare(x, y) ?? 0;

    private static int CompareTexts(string left, string right)
    {
        var order = string.Compare(left, right, StringComparison.OrdinalIgnoreCase);
        return order != 0 ? order : string.CompareOrdinal(left, right);
    }
}
