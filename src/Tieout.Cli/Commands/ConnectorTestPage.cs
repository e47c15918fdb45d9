using System.Globalization;
using Tieout.Cli.Terminal;
using Tieout.Connectors.Rest.Probing;

namespace Tieout.Cli.Commands;

/// <summary>What came of trying out a manifest, for people.</summary>
internal static class ConnectorTestPage
{
    private const int ExampleMax = 40;

    public static void Show(Screen screen, ProbeReport report)
    {
        if (report.Connection is { } fault)
        {
            screen.Line($"FAIL {report.System} at {report.Address}: {fault}");
            return;
        }

        screen.Line($"ok   {report.System} at {report.Address} answers");
        foreach (var resource in report.Resources)
        {
            Show(screen, resource);
        }

        foreach (var target in report.Targets)
        {
            Show(screen, target);
        }

        screen.Line();
        if (report.Targets.Count > 0)
        {
            screen.Line("Nothing was written.");
        }

        screen.Line(
            !report.IsGood ? "Put right what is marked FAIL, then test again."
            : report.HasNotes ? "What was read is understood; look at what is marked note."
            : "Everything that was read is understood."
        );
    }

    private static void Show(Screen screen, ProbedResource resource)
    {
        screen.Line();
        screen.Line(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(resource.IsGood ? "ok  " : "FAIL")} {resource.Name} ({resource.Feed}): {resource.Records} records read, {resource.Taken} taken, {resource.Rejected} rejected"
            )
        );
        if (resource.PassedOver.Count > 0)
        {
            screen.Line($"     passed over: {string.Join(", ", resource.PassedOver)}");
        }

        screen.Line($"     pages: {resource.Paging}");
        screen.Line($"     cursor: {resource.Cursor}");
        foreach (var problem in resource.Problems)
        {
            screen.Line($"FAIL {problem}");
        }

        foreach (var note in resource.Notes)
        {
            screen.Line($"note {note}");
        }

        foreach (var rejection in resource.Rejections)
        {
            screen.Line($"FAIL {rejection}");
        }

        Show(screen, resource.Fields);
    }

    private static void Show(Screen screen, ProbedTarget target)
    {
        screen.Line();
        var count = target.Records is { } records
            ? string.Create(CultureInfo.InvariantCulture, $": {records} records on the first page")
            : string.Empty;
        screen.Line($"{(target.IsGood ? "ok  " : "FAIL")} writes.{target.Name}{count}");
        screen.Line($"     find: {target.Find}");
        foreach (var problem in target.Problems)
        {
            screen.Line($"FAIL {problem}");
        }

        if (target.Records is > 0)
        {
            Show(screen, target.Fields);
        }
    }

    private static void Show(Screen screen, IReadOnlyList<ProbedField> fields) =>
        screen.Table(
            ["column", "from", ">filled", "example", "~not in the map"],
            fields.Select(field =>
                (IReadOnlyList<string>)
                    [
                        field.Column,
                        field.Source,
                        $"{Figures.Count(field.Filled)} of {Figures.Count(field.Of)}",
                        Shorten(field.Example ?? "-"),
                        string.Join(", ", field.Unmapped),
                    ]
            )
        );

    private static string Shorten(string text) =>
        string.Concat(text.Select(x => char.IsControl(x) ? '·' : x)) is var plain
        && plain.Length <= ExampleMax
            ? plain
            : string.Concat(plain.AsSpan(0, ExampleMax - 1), "…");
}
