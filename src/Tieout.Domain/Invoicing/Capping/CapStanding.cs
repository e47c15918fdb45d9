using System.Globalization;
using Tieout.Domain.Amounts;
using Tieout.Domain.Invoicing.Explaining;

namespace Tieout.Domain.Invoicing.Capping;

/// <summary>A cap that is used as far as somebody wants to know.</summary>
/// <param name="Cap">Its title.</param>
/// <param name="Percent">Used, to two decimals.</param>
/// <param name="Left">None of a cap in hours only; below zero of one that was lowered.</param>
/// <param name="HoursLeft">None of a cap in money only.</param>
public sealed record CapStanding(string Cap, decimal Percent, Money? Left, Effort? HoursLeft)
{
    public override string ToString()
    {
        var left = new[]
        {
            Left is { } money ? Wording.Say(money) : null,
            HoursLeft is { } hours ? $"{hours}" : null,
        };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Percent:0.##} % of it is used, {string.Join(" and ", left.OfType<string>())} left"
        );
    }
}
