using Tieout.Domain.Amounts;

namespace Tieout.Domain.Canonical;

/// <summary>One instalment of a fixed fee.</summary>
/// <param name="Date">Billed by the first run on or after it.</param>
public sealed record ScheduleRow(string Id, LocalDate Date, Money Amount)
{
    /// <summary>Rows agreed as percentages of a total: turned into amounts once, for good.</summary>
    /// <remarks>By largest remainder, so that they add up to the total. Source: §8.3.</remarks>
    public static ValueList<ScheduleRow> Shares(
        Money total,
        IReadOnlyList<(string Id, LocalDate Date, decimal Percent)> rows
    )
    {
        var amounts = total.Allocate([.. rows.Select(row => row.Percent)]);
        return [.. rows.Select((row, i) => new ScheduleRow(row.Id, row.Date, amounts[i]))];
    }
}
