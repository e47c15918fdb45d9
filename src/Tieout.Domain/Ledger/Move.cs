using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Ledger;

/// <summary>An entry of the work ledger: a quantity and a value leave one stage for another.</summary>
/// <param name="From">None: recorded anew, or valued anew within <see cref="To"/>.</param>
/// <param name="To">None: taken back, by a newer version or a deletion.</param>
/// <param name="Effort">What moves; zero when only the value changes.</param>
/// <param name="Amount">The value that moves; none before rating.</param>
public sealed record Move(
    WorkId Work,
    int Slice,
    Stage? From,
    Stage? To,
    Effort Effort,
    Money? Amount
);
