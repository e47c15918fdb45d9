using System.Globalization;
using System.Text;
using NodaTime.Text;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.Files;

/// <summary>The same entries as any exporter might write them: order, quotes, line ends, units.</summary>
internal static class AnyCsv
{
    private static readonly Dictionary<string, Func<TimeEntry, string?>> Columns = new(
        StringComparer.Ordinal
    )
    {
        ["id"] = x => x.Id.Value,
        ["version"] = x => x.Version.ToString(CultureInfo.InvariantCulture),
        ["project"] = x => x.Project.Value,
        ["Resource"] = x => x.Resource.Value,
        ["work_date"] = x => LocalDatePattern.Iso.Format(x.WorkDate),
        ["seconds"] = x => x.Effort.Seconds.ToString(CultureInfo.InvariantCulture),
        ["status"] = x => x.Status.ToString().ToLower(CultureInfo.InvariantCulture),
        ["billable"] = x => x.IsBillable ? "yes" : "no",
        ["task"] = x => x.Task?.Value,
        ["role"] = x => x.Role,
        ["multiplier"] = x => x.Multiplier.ToString(CultureInfo.InvariantCulture),
        ["note"] = x => x.Note,
        ["deleted"] = x => x.IsDeleted ? "TRUE" : string.Empty,
        ["x_own"] = _ => "anything",
    };

    public static string Of(IEnumerable<TimeEntry> entries, Choices choices)
    {
        var order = Columns.Keys.OrderBy(_ => choices.Next(1000)).ToArray();
        var text = new StringBuilder(choices.Next(2) == 0 ? string.Empty : "\ufeff");
        text.AppendJoin(',', order).Append(LineEnd(choices));
        foreach (var entry in entries)
        {
            text.AppendJoin(',', order.Select(x => Field(Columns[x](entry), choices)))
                .Append(LineEnd(choices));
        }

        return text.ToString();
    }

    private static string LineEnd(Choices choices) => choices.Next(2) == 0 ? "\n" : "\r\n";

    private static string Field(string? value, Choices choices)
    {
        var text = value ?? string.Empty;
        var mustQuote = text.AsSpan().ContainsAny(",\"\r\n");
        return mustQuote || choices.Next(3) == 0
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
    }
}
