using Tieout.Domain.Amounts;

namespace Tieout.Domain.Invoicing.Taxes;

/// <summary>How a tax owner computes: what the hub must reproduce to the cent.</summary>
/// <param name="LineDigits">Decimals of a line's tax; the currency's own when none.</param>
/// <param name="LineRounding">Of a line's tax; as the document's when none.</param>
/// <remarks>Source: domain rules §10.6, the tax owner contract.</remarks>
public sealed record TaxArithmetic(
    TaxMode Mode = TaxMode.PerCategory,
    Rounding Rounding = Rounding.HalfUp,
    int? LineDigits = null,
    Rounding? LineRounding = null
)
{
    public static TaxArithmetic Default { get; } = new();
}
