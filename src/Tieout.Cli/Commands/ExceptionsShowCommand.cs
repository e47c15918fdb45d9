using System.CommandLine;
using Tieout.Cli.Terminal;
using Tieout.Runtime.Reconciliation.Exceptions;

namespace Tieout.Cli.Commands;

/// <summary>`tieout exceptions show`.</summary>
internal sealed class ExceptionsShowCommand : Command
{
    private readonly Option<FileInfo> _config = CommonOptions.Config();

    private readonly Argument<string> _id = new("id")
    {
        Description =
            "As 'tieout exceptions list' prints it, or the document or work that it is about.",
    };

    public ExceptionsShowCommand()
        : base(
            "show",
            """
            Shows one exception: what it is, what was said of it, and what clears it.

            Example:
              tieout exceptions show document/TO-K-1-001
            """
        )
    {
        Arguments.Add(_id);
        Options.Add(_config);
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
        var id = parsed.GetRequiredValue(_id);
        var found = await ExceptionList.FindAsync(moment, id, cancellationToken);
        IReadOnlyList<ExceptionRow> rows = found is not null
            ? [found]
            : await ExceptionList.AboutAsync(moment, id, cancellationToken);
        if (rows.Count == 0)
        {
            screen.Note($"Nothing with the id {id} waits for anybody. {reading.AsOf}");
            return ExitCode.Findings;
        }

        screen.Show(
            found is not null ? (object)found : rows,
            () =>
            {
                foreach (var row in rows)
                {
                    Show(screen, row);
                }
            }
        );
        return ExitCode.Ok;
    }

    internal static void Show(Screen screen, ExceptionRow row)
    {
        var now = SystemClock.Instance.GetCurrentInstant();
        screen.Line($"{row.Reason}  {row.What}");
        screen.Line($"  owner    {OwnerOption.NameOf(row.Owner)}");
        screen.Line($"  since    {Figures.Moment(row.Since)}, {Figures.Age(row.AgeAt(now))} ago");
        screen.Line(
            row.DueAt is { } due
                ? $"  due      {Figures.Moment(due)}{(row.IsOverdueAt(now) ? ", overdue" : string.Empty)}"
                : "  due      never: it ends by itself"
        );
        screen.Line($"  where    {row.Where}");
        if (row.Engagement is not null)
        {
            screen.Line($"  contract {row.Engagement}");
        }

        screen.Line($"  hours    {Figures.Hours(row.Effort)}");
        screen.Line(
            row.Amount is null
                ? "  amount   not known"
                : $"  amount   {Figures.WithCurrency(row.Amount)} {row.Basis}"
        );
        if (!row.Detail.Equals(row.Reason, StringComparison.Ordinal))
        {
            screen.Line($"  detail   {row.Detail}");
        }

        screen.Line($"  next     {row.Next}");
    }
}
