using Tieout.Domain.Amounts;

namespace Tieout.Connect;

/// <summary>What a tax owner holds for a document.</summary>
/// <param name="Net">Without tax.</param>
/// <param name="Tax">Of the whole document.</param>
/// <param name="Lines">In any order.</param>
/// <param name="IsCommitted">It counts, and is reported.</param>
public sealed record TaxRecord(
    Money Net,
    Money Tax,
    IReadOnlyList<LineTax> Lines,
    bool IsCommitted
);
