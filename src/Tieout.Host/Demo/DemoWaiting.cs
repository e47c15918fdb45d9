using System.Globalization;
using Tieout.Domain.Amounts;
using Tieout.Runtime.Reconciliation.Exceptions;

namespace Tieout.Host.Demo;

/// <summary>What waits, for whom, and what it holds up: a line for each reason.</summary>
internal static class DemoWaiting
{
    public static void Write(TextWriter output, ExceptionList exceptions)
    {
        var groups = exceptions
            .Summary()
            .GroupBy(x => (x.Reason, x.Owner))
            .OrderByDescending(x => x.Sum(y => y.Count));
        foreach (var group in groups)
        {
            var amounts = group
                .Where(x => x.Currency is not null && x.Amount != 0m)
                .OrderBy(x => x.Currency, StringComparer.Ordinal)
                .Select(x =>
                    string.Create(CultureInfo.InvariantCulture, $"{x.Currency} {x.Amount:N2}")
                );
            var hours = Effort.Sum(group.Select(x => x.Effort)).Hours;
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {group.Key.Reason, -24} {Words(group.Key.Owner), -18} {group.Sum(x => x.Count), 4} {hours, 9:N2} h  {string.Join(", ", amounts)}"
                )
            );
        }
    }

    private static string Words<T>(T value)
        where T : struct, Enum =>
        string.Concat(
            value.ToString().Select((x, i) => char.IsUpper(x) && i > 0 ? $" {x}" : $"{x}")
        );
}
