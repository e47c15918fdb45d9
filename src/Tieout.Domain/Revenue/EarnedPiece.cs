using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.Revenue;

/// <summary>Work that has a value: what stands on a document, or all that is open of it.</summary>
/// <param name="Slice">The part; open parts as one.</param>
/// <param name="Charged">What the document's line charges for, both ends included; none when open.</param>
internal sealed record EarnedPiece(
    RevenueKey Key,
    WorkItem Item,
    Slice Slice,
    Money Amount,
    DateInterval? Charged
)
{
    public Work Work => Item.Work;

    public LocalDate Date => Work.ServiceDate;

    public bool IsOpen => Charged is null;
}
