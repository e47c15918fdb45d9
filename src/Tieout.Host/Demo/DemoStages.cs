using System.Globalization;
using System.Text;
using Tieout.Domain.Amounts;
using Tieout.Domain.Ledger;
using Tieout.Runtime.Reconciliation.Stages;

namespace Tieout.Host.Demo;

/// <summary>The stage table as text: hours and money by currency.</summary>
internal sealed class DemoStages(TextWriter output, StageTable table)
{
    private readonly IReadOnlyList<string> _currencies =
    [
        .. table
            .Rows.Select(x => x.Currency)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    public void Write()
    {
        var head = new StringBuilder("Where all work stands".PadRight(22));
        foreach (var currency in _currencies)
        {
            _ = head.Append("hours".PadLeft(10)).Append(currency.PadLeft(14));
        }
        output.WriteLine(head.Append("no value, h".PadLeft(12)));
        foreach (var stage in Enum.GetValues<Stage>())
        {
            var rows = table.Rows.Where(x => x.Stage == stage).ToList();
            if (rows.Count > 0)
            {
                Row($"  {Words(stage)}", rows);
            }
        }
        Row("  total", table.Rows);
    }

    private void Row(string title, IReadOnlyList<StageRow> rows)
    {
        var line = new StringBuilder(title.PadRight(22));
        foreach (var currency in _currencies)
        {
            var own = rows.Where(x => currency.Equals(x.Currency, StringComparison.Ordinal))
                .ToList();
            var hours = Effort.Sum(own.Select(x => x.Effort)).Hours;
            var amount = own.Sum(x => x.Amount?.Amount ?? 0m);
            _ = line.Append(CultureInfo.InvariantCulture, $"{hours, 10:N2}{amount, 14:N2}");
        }
        var rest = Effort.Sum(rows.Where(x => x.Currency is null).Select(x => x.Effort)).Hours;
        output.WriteLine(line.Append(CultureInfo.InvariantCulture, $"{rest, 12:N2}"));
    }

    private static string Words(Stage stage) =>
        string.Concat(
            stage
                .ToString()
                .Select(
                    (x, i) =>
                        char.IsUpper(x) && i > 0 ? $" {char.ToLowerInvariant(x)}"
                        : i == 0 ? $"{char.ToLowerInvariant(x)}"
                        : $"{x}"
                )
        );
}
