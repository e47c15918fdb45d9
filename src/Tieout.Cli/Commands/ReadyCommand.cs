using System.CommandLine;
using Tieout.Cli.Terminal;
using Tieout.Host.Hosting;
using Tieout.Runtime.Reconciliation.Readiness;

namespace Tieout.Cli.Commands;

/// <summary>`tieout ready`: what the next billing run takes, and what it cannot take yet.</summary>
internal sealed class ReadyCommand : Command
{
    private readonly Option<FileInfo> _config = CommonOptions.Config();

    private readonly Option<LocalDate?> _through = CommonOptions.Day(
        "--through",
        "Work up to this service date, included: 2026-10-31."
    );

    private readonly Option<string?> _engagement = new("--engagement")
    {
        Description = "Only this contract.",
    };

    private readonly Option<string?> _entity = new("--entity")
    {
        Description = "Only this legal entity.",
    };

    private readonly Option<string?> _owner = OwnerOption.Create();

    public ReadyCommand()
        : base(
            "ready",
            """
            Lists all work that is meant for an invoice and on none yet: what is ready, and what
            is not, by engagement, legal entity and owner, in hours and money. Everything that is
            not ready has a reason and an owner. Works while the hub runs.

            Example:
              tieout ready --through 2026-10-31 --entity UK
            """
        )
    {
        Options.Add(_config);
        Options.Add(_through);
        Options.Add(_engagement);
        Options.Add(_entity);
        Options.Add(_owner);
        this.Does(RunAsync);
    }

    private async Task<int> RunAsync(
        ParseResult parsed,
        Screen screen,
        CancellationToken cancellationToken
    )
    {
        var filter = new ReadinessFilter(
            parsed.GetValue(_through),
            parsed.GetValue(_engagement),
            parsed.GetValue(_entity),
            OwnerOption.Parse(parsed.GetValue(_owner))
        );
        await using var reading = await CommandFrame.OpenReadingAsync(
            parsed.GetRequiredValue(_config),
            screen,
            cancellationToken
        );
        await using var moment = await reading.Tables.OpenSnapshotAsync(cancellationToken);
        var list = await ReadinessList.ReadAsync(moment, filter, cancellationToken);
        if (list.Rows.Count == 0)
        {
            await EngagementOption.RequireAsync(
                moment,
                parsed.GetValue(_engagement),
                cancellationToken
            );
            await KnownFilter.RequireAsync(
                moment,
                parsed.GetValue(_entity),
                "a legal entity",
                "SELECT 1 FROM terms WHERE legal_entity = @value UNION ALL "
                    + "SELECT 1 FROM document WHERE legal_entity = @value UNION ALL "
                    + "SELECT 1 FROM slice WHERE legal_entity = @value LIMIT 1",
                cancellationToken
            );
        }

        screen.Show(
            new
            {
                reading.Offset,
                reading.Head,
                byEngagement = list.ByEngagement(),
                byLegalEntity = list.ByLegalEntity(),
                byOwner = list.ByOwner(OwnerOption.NameOf),
                work = list.Rows,
            },
            () => Show(screen, reading, list)
        );
        return ExitCode.Ok;
    }

    private static void Show(Screen screen, HubReading reading, ReadinessList list)
    {
        if (list.Rows.Count == 0)
        {
            screen.Line("No unbilled work.");
            screen.Line(reading.AsOf);
            return;
        }

        ShowTotals(screen, "engagement", list.ByEngagement());
        ShowTotals(screen, "legal entity", list.ByLegalEntity());
        ShowTotals(screen, "owner", list.ByOwner(OwnerOption.NameOf));
        screen.Table(
            ["engagement", "waits for", "owner", ">count", ">hours", ">amount", "from", "since"],
            list.Rows.Where(row => !row.IsReady)
                .Select(row =>
                    (IReadOnlyList<string>)
                        [
                            row.Engagement ?? "-",
                            row.Reason!,
                            OwnerOption.NameOf(row.Owner!.Value),
                            Figures.Count(row.Count),
                            Figures.Hours(row.Effort),
                            Figures.WithCurrency(row.Amount),
                            Figures.Day(row.From),
                            Figures.Moment(row.Since),
                        ]
                )
        );
        screen.Line("`tieout exceptions list --engagement <id>` names each piece of work.");
        screen.Line(reading.AsOf);
    }

    private static void ShowTotals(
        Screen screen,
        string of,
        IReadOnlyList<ReadinessTotal> totals
    ) =>
        screen.Table(
            [of, "currency", ">ready hours", ">ready", ">waiting hours", ">waiting"],
            totals.Select(total =>
                (IReadOnlyList<string>)
                    [
                        total.Of,
                        total.Currency ?? "-",
                        Figures.Hours(total.Ready),
                        Figures.Amount(total.ReadyAmount),
                        Figures.Hours(total.Waiting),
                        Figures.Amount(total.WaitingAmount),
                    ]
            )
        );
}
