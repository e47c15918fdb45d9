using System.CommandLine;
using Tieout.Cli.Terminal;
using Tieout.Runtime.Reconciliation.Adjustments;

namespace Tieout.Cli.Commands;

/// <summary>`tieout work list`.</summary>
internal sealed class WorkListCommand : Command
{
    private readonly Option<FileInfo> _config = CommonOptions.Config();

    private readonly Option<string?> _engagement = new("--engagement")
    {
        Description = "Only this contract.",
    };

    public WorkListCommand()
        : base(
            "list",
            """
            Lists what was written off, reinstated and credited by hand: hours, standard value,
            reason, who decided and who approved. Works while the hub runs.

            Example:
              tieout work list --engagement K-1
            """
        )
    {
        Options.Add(_config);
        Options.Add(_engagement);
        this.Does(RunAsync);
    }

    private async Task<int> RunAsync(
        ParseResult parsed,
        Screen screen,
        CancellationToken cancellationToken
    )
    {
        await using var reading = await CommandFrame.OpenReadingAsync(
            parsed.GetRequiredValue(_config),
            screen,
            cancellationToken
        );
        await using var moment = await reading.Tables.OpenSnapshotAsync(cancellationToken);
        var engagement = parsed.GetValue(_engagement);
        var rows = await AdjustmentList.ReadAsync(moment, engagement, cancellationToken);
        if (rows.Count == 0)
        {
            await EngagementOption.RequireAsync(moment, engagement, cancellationToken);
        }

        screen.Show(
            new
            {
                reading.Offset,
                reading.Head,
                adjustments = rows,
            },
            () =>
            {
                Show(screen, rows);
                screen.Line(reading.AsOf);
            }
        );
        return ExitCode.Ok;
    }

    private static void Show(Screen screen, IReadOnlyList<AdjustmentRow> rows)
    {
        if (rows.Count == 0)
        {
            screen.Line("Nothing was written off, reinstated or credited by hand.");
            return;
        }

        screen.Table(
            ["contract", "what", "of", ">hours", ">value", "because", "by", "approved by", "when"],
            rows.Select(row =>
                (IReadOnlyList<string>)
                    [
                        row.Engagement,
                        row.Kind,
                        row.Document is { } memo
                            ? $"{row.Credits} by {memo} ({row.Status})"
                            : row.Work!,
                        Figures.Hours(row.Effort),
                        Figures.WithCurrency(row.Amount),
                        row.Reason,
                        row.By,
                        row.ApprovedBy ?? string.Empty,
                        Figures.Moment(row.At),
                    ]
            )
        );
    }
}
