using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>A row of a fixed fee's schedule as it is written: an amount, or a percentage of the total.</summary>
/// <param name="Amount">None when a percentage tells it.</param>
/// <param name="Percent">None when an amount tells it.</param>
internal sealed record Instalment(
    Row Row,
    string Id,
    LocalDate Date,
    Money? Amount,
    decimal? Percent
)
{
    public ScheduleRow Agreed(Money amount) => new(Id, Date, amount);
}
