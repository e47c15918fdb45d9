using System.CommandLine;
using System.Globalization;
using Tieout.Cli.Terminal;
using Tieout.Runtime.Reconciliation.Amendments;

namespace Tieout.Cli.Commands;

/// <summary>`tieout amendment list`.</summary>
internal sealed class AmendmentListCommand : Command
{
    private readonly Option<FileInfo> _config = CommonOptions.Config();

    private readonly Option<string?> _engagement = new("--engagement")
    {
        Description = "Only this contract.",
    };

    public AmendmentListCommand()
        : base(
            "list",
            """
            Lists amendments that wait for a plan, plans that wait for their approval, and plans
            that were carried out. Works while the hub runs.

            Example:
              tieout amendment list --engagement K-1
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
        var rows = await AmendmentList.ReadAsync(
            moment,
            parsed.GetValue(_engagement),
            cancellationToken
        );
        screen.Show(
            new
            {
                reading.Offset,
                reading.Head,
                amendments = rows,
            },
            () =>
            {
                Show(screen, rows);
                screen.Line(reading.AsOf);
            }
        );
        return ExitCode.Ok;
    }

    private static void Show(Screen screen, IReadOnlyList<AmendmentRow> rows)
    {
        if (rows.Count == 0)
        {
            screen.Line("No amendment waits, and none was planned.");
            return;
        }

        screen.Table(
            [
                "contract",
                ">amendment",
                "state",
                "plan",
                "choice",
                ">documents",
                ">net",
                "author",
                "proposed by",
                "approved by",
                "since",
            ],
            rows.Select(row =>
                (IReadOnlyList<string>)
                    [
                        row.Engagement,
                        row.Sequence.ToString(CultureInfo.InvariantCulture),
                        row.State,
                        row.Plan ?? "-",
                        row.Choice ?? "-",
                        row.Documents is { } count ? Figures.Count(count) : "-",
                        Figures.WithCurrency(row.Waived ?? row.Net),
                        row.Author ?? "-",
                        row.ProposedBy ?? "-",
                        row.ApprovedBy ?? "-",
                        Figures.Moment(row.Since),
                    ]
            )
        );
    }
}
