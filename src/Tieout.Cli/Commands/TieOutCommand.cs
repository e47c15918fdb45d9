using System.CommandLine;
using NodaTime.Text;
using Tieout.Cli.Terminal;
using Tieout.Host.Hosting;
using Tieout.Runtime.Reconciliation.TieOuts;

namespace Tieout.Cli.Commands;

/// <summary>`tieout tie-out`: does everything agree?</summary>
internal sealed class TieOutCommand : Command
{
    private readonly Option<FileInfo> _config = CommonOptions.Config();

    private readonly Option<string?> _period = new("--period")
    {
        Description = "A month, 2026-10; service dates of work, invoice dates of documents.",
    };

    public TieOutCommand()
        : base(
            "tie-out",
            """
            Proves that every figure on one page is the figure on the next: recorded work against
            the stages that it stands in, documents against their lines and the journal, and each
            document against what its target holds, to the cent.

            Exit code 1 when anything differs; each difference is named. 3 when a target could not
            be asked. Works while the hub runs.

            Example:
              tieout tie-out --period 2026-10
            """
        )
    {
        Options.Add(_config);
        Options.Add(_period);
        this.Does(RunAsync);
    }

    private async Task<int> RunAsync(
        ParseResult parsed,
        Screen screen,
        CancellationToken cancellationToken
    )
    {
        var period = PeriodOf(parsed.GetValue(_period));
        var config = parsed.GetRequiredValue(_config);
        var configuration = CommandFrame.ReadConfiguration(config);
        using var systems = new ConnectedSystems(configuration, HubSurroundings.Standard);
        await using var reading = await CommandFrame.OpenReadingAsync(
            config,
            screen,
            cancellationToken
        );
        var result = await HubTieOut.RunAsync(reading, systems, period, cancellationToken);
        screen.Show(
            new
            {
                result.TiesOut,
                reading.Offset,
                reading.Head,
                reading.Unread,
                stages = result.Stages.Rows,
                result.Stages.WithoutProject,
                result.Parts,
                result.Undelivered,
            },
            () => Show(screen, reading, result)
        );
        return result.TiesOut ? ExitCode.Ok
            : result.Parts.Any(x => x.Differences.Count > 0) ? ExitCode.Findings
            : ExitCode.SystemFailed;
    }

    private static TieOutPeriod PeriodOf(string? month)
    {
        if (month is null)
        {
            return TieOutPeriod.Ever;
        }

        if (YearMonthPattern.Iso.Parse(month).TryGetValue(default, out var parsed))
        {
            var days = parsed.ToDateInterval();
            return new TieOutPeriod(days.Start, days.End);
        }

        throw new CommandRefusedException(
            ExitCode.Usage,
            $"--period: '{month}' is not a month such as 2026-10."
        );
    }

    private static void Show(Screen screen, HubReading reading, HubTieOut result)
    {
        screen.Table(
            ["currency", "stage", ">slices", ">hours", ">amount"],
            result.Stages.Rows.Select(row =>
                (IReadOnlyList<string>)
                    [
                        row.Currency ?? "-",
                        row.Stage.ToString(),
                        Figures.Count(row.Slices),
                        Figures.Hours(row.Effort),
                        Figures.Amount(row.Amount),
                    ]
            )
        );
        if (!result.Stages.WithoutProject.IsZero)
        {
            screen.Line(
                $"and {Figures.Hours(result.Stages.WithoutProject)} hours wait for their project "
                    + "(PROJECT_UNKNOWN)"
            );
        }

        foreach (var part in result.Parts)
        {
            Show(screen, part);
        }

        foreach (var (documents, gross) in result.Undelivered)
        {
            screen.Line(
                $"not in its target yet: {Figures.Count(documents, "document")}, "
                    + $"{Figures.WithCurrency(gross)}; `tieout exceptions list` says why"
            );
        }

        screen.Line(reading.AsOf);
        screen.Line(VerdictOf(result));
    }

    private static string VerdictOf(HubTieOut result) =>
        result.TiesOut && result.Undelivered.Count == 0 ? "It ties out."
        : result.TiesOut ? "It ties out, and not everything is delivered yet."
        : result.Parts.Any(x => x.Differences.Count > 0) ? "It does not tie out."
        : "No difference was found, but it is not proven: "
            + string.Join(", ", result.Parts.Select(WhyNot).OfType<string>())
            + ".";

    private static string? WhyNot(TieOutPart part) =>
        part.Failure is not null ? $"{part.Against} could not be asked"
        : part.Moved > 0 ? $"contracts changed each time while {part.Against} was listed"
        : null;

    private static void Show(Screen screen, TieOutPart part)
    {
        if (part.Moved > 0)
        {
            screen.Line(
                $"{part.Against}: {Figures.Count(part.Moved, "engagement")} changed while it was listed "
                    + "and are not compared; ask again for them"
            );
        }

        if (part.Failure is not null)
        {
            screen.Line($"{part.Against}: could not be asked: {part.Failure}");
        }
        else if (part.Differences.Count == 0)
        {
            screen.Line($"{part.Against}: no difference");
        }
        else
        {
            screen.Line($"{part.Against}: {Figures.Count(part.Differences.Count, "difference")}");
            screen.Table(
                ["code", "where", "~expected", "~found", ">difference"],
                part.Differences.Select(x =>
                    (IReadOnlyList<string>)
                        [x.Code, x.Where, x.Expected, x.Found, Figures.WithCurrency(x.Difference)]
                )
            );
        }
    }
}
