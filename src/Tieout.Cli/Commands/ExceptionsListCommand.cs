using System.CommandLine;
using System.Globalization;
using Tieout.Cli.Terminal;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Host.Hosting;
using Tieout.Runtime.Reconciliation.Exceptions;

namespace Tieout.Cli.Commands;

/// <summary>`tieout exceptions list`.</summary>
internal sealed class ExceptionsListCommand : Command
{
    private readonly Option<FileInfo> _config = CommonOptions.Config();

    private readonly Option<string?> _reason = new("--reason")
    {
        Description = "Only this reason code: NO_RATE.",
    };

    private readonly Option<string?> _owner = OwnerOption.Create();

    private readonly Option<string?> _engagement = new("--engagement")
    {
        Description = "Only this contract.",
    };

    public ExceptionsListCommand()
        : base(
            "list",
            """
            Lists what waits for somebody, oldest first, under a summary by reason.

            Example:
              tieout exceptions list --reason NO_RATE --format json
            """
        )
    {
        Options.Add(_config);
        Options.Add(_reason);
        Options.Add(_owner);
        Options.Add(_engagement);
        this.Does(RunAsync);
    }

    private async Task<int> RunAsync(
        ParseResult parsed,
        Screen screen,
        CancellationToken cancellationToken
    )
    {
        var filter = new ExceptionFilter(
            parsed.GetValue(_reason),
            OwnerOption.Parse(parsed.GetValue(_owner)),
            parsed.GetValue(_engagement),
            SystemClock.Instance.GetCurrentInstant()
        );
        await using var reading = await CommandFrame.OpenReadingAsync(
            parsed.GetRequiredValue(_config),
            screen,
            cancellationToken
        );
        await using var moment = await reading.Tables.OpenSnapshotAsync(cancellationToken);
        var list = await ExceptionList.ReadAsync(moment, filter, cancellationToken);
        if (list.Rows.Count == 0)
        {
            Require(filter.Reason);
            await EngagementOption.RequireAsync(moment, filter.Engagement, cancellationToken);
        }

        var summary = list.Summary();
        screen.Show(
            new
            {
                reading.Offset,
                reading.Head,
                summary,
                exceptions = list.Rows,
            },
            () => Show(screen, reading, list, summary, filter)
        );
        return ExitCode.Ok;
    }

    /// <summary>A reason that no catalogue knows is a slip, and not good news. Connectors have their own.</summary>
    private static void Require(string? reason)
    {
        if (
            reason is not null
            && !reason.Contains('.', StringComparison.Ordinal)
            && !ReasonCode.TryParse(reason.ToUpperInvariant(), out _)
        )
        {
            throw new CommandRefusedException(
                ExitCode.Usage,
                $"--reason: '{reason}' is no reason; they look like NO_RATE or files.bad-json."
            );
        }
    }

    private static void Show(
        Screen screen,
        HubReading reading,
        ExceptionList list,
        IReadOnlyList<ExceptionGroup> summary,
        ExceptionFilter filter
    )
    {
        if (list.Rows.Count == 0)
        {
            screen.Line(
                filter with { Now = null } == ExceptionFilter.All
                    ? "Nothing waits for anybody."
                    : "Nothing that these options ask for waits; without them all that waits is "
                        + "listed."
            );
            screen.Line(reading.AsOf);
            return;
        }

        screen.Table(
            ["reason", "owner", ">count", ">hours", ">amount", "currency", "tax", "oldest"],
            summary.Select(group =>
                (IReadOnlyList<string>)
                    [
                        group.Reason,
                        OwnerOption.NameOf(group.Owner),
                        Figures.Count(group.Count),
                        Figures.Hours(group.Effort),
                        group.Amount?.ToString("N2", CultureInfo.InvariantCulture) ?? "-",
                        group.Currency ?? "-",
                        group.Basis ?? "-",
                        Figures.Moment(group.Oldest),
                    ]
            )
        );
        screen.Table(
            ["id", "reason", "owner", "since", "due", ">hours", ">amount", "tax", "~detail"],
            list.Rows.Select(row =>
                (IReadOnlyList<string>)
                    [
                        row.Id,
                        row.Reason,
                        OwnerOption.NameOf(row.Owner),
                        Figures.Moment(row.Since),
                        row.DueAt is { } due ? Figures.Moment(due) : "-",
                        Figures.Hours(row.Effort),
                        Figures.WithCurrency(row.Amount),
                        row.Basis ?? "-",
                        row.Detail.Equals(row.Reason, StringComparison.Ordinal)
                            ? string.Empty
                            : row.Detail,
                    ]
            )
        );
        screen.Line(reading.AsOf);
    }
}
