using Tieout.Domain.Amounts;

namespace Tieout.Connect;

/// <summary>The tax of one line of a document, as its tax owner computes it.</summary>
/// <param name="Number">Of the line in <see cref="Delivery.Document.Lines"/>.</param>
/// <param name="Net">Without tax.</param>
/// <param name="Tax">Rounded as the tax owner rounds.</param>
public sealed record LineTax(int Number, Money Net, Money Tax);
