using System.Globalization;

namespace Tieout.Sandbox.BusinessCentral.Books;

/// <summary>Reads date formulas of payment terms.</summary>
/// <remarks>Days and weeks only, such as 30D or 2W; any other formula counts as no days.</remarks>
internal static class PaymentTerms
{
    public static int DaysOf(NavRecord terms)
    {
        var formula = terms.Text("dueDateCalculation");
        if (
            formula.Length < 2
            || !int.TryParse(formula[..^1], CultureInfo.InvariantCulture, out var count)
        )
        {
            return 0;
        }

        return char.ToUpperInvariant(formula[^1]) switch
        {
            'D' => count,
            'W' => 7 * count,
            _ => 0,
        };
    }
}
