using Tieout.Connect;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors;

/// <summary>Another source, of which the hub bills what was done from a day on.</summary>
/// <remarks>
/// What was done before was invoiced before the hub came. It is told all the same, as billed
/// elsewhere. A milestone is done on the day of its acceptance, so one that is still open has no day yet.
/// </remarks>
/// <param name="inner">What is read.</param>
/// <param name="firstDay">The first day, included, whose work the hub bills.</param>
public sealed class BilledFromSource(ISource inner, LocalDate firstDay) : MappedSource(inner)
{
    /// <inheritdoc/>
    protected override SourceRecord Map(SourceRecord record) =>
        record.Fact is Work { IsDeleted: false } work and not Milestone { Accepted: null }
        && work.ServiceDate < firstDay
            ? record with
            {
                Fact = work with { IsBilledElsewhere = true },
            }
            : record;
}
