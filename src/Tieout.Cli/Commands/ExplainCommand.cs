using System.CommandLine;
using Tieout.Cli.Terminal;
using Tieout.Host.Hosting;
using Tieout.Runtime.Reconciliation.Exceptions;
using Tieout.Runtime.Reconciliation.Explaining;

namespace Tieout.Cli.Commands;

/// <summary>`tieout explain`: where is this, and why.</summary>
internal sealed class ExplainCommand : Command
{
    private readonly Option<FileInfo> _config = CommonOptions.Config();

    private readonly Argument<string> _id = new("id")
    {
        Description =
            "A time entry, an invoice's reference or number, a payment, a project, a contract, a month "
            + "end's journal, an exception.",
    };

    public ExplainCommand()
        : base(
            "explain",
            """
            Explains any id, in both directions: from the time entry by its rate, invoice line and
            tax to the ledger line and the payment. For one piece of work the rates that lost are
            shown as well. Works while the hub runs.

            Example:
              tieout explain time/chronos/4711
              tieout explain INV-UK-2026-00001
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
        var id = parsed.GetRequiredValue(_id);
        var found = await new Explainer(reading.Log, reading.Tables).FindAsync(
            id,
            cancellationToken
        );
        if (found is null)
        {
            var journals = await ExplainedMonthEnd.FindAsync(reading.Tables, id, cancellationToken);
            if (journals.Count > 0)
            {
                screen.Show(
                    new { id, journals },
                    () =>
                    {
                        MonthEndPage.Show(screen, journals);
                        screen.Line(reading.AsOf);
                    }
                );
                return ExitCode.Ok;
            }

            return await ExplainWaitingAsync(id, reading, screen, cancellationToken);
        }

        Show(screen, reading, found);
        return ExitCode.Ok;
    }

    /// <summary>The id of an exception, or of work that waits outside every engagement.</summary>
    private static async Task<int> ExplainWaitingAsync(
        string id,
        HubReading reading,
        Screen screen,
        CancellationToken cancellationToken
    )
    {
        await using var moment = await reading.Tables.OpenSnapshotAsync(cancellationToken);
        var all = await ExceptionList.ReadAsync(moment, ExceptionFilter.All, cancellationToken);
        var waiting = all
            .Rows.Where(x =>
                x.Id.Equals(id, StringComparison.Ordinal)
                || x.What.Equals(id, StringComparison.Ordinal)
            )
            .ToList();
        if (waiting.Count == 0)
        {
            screen.Note(
                $"Nothing in the hub has the id {id}. Work is named with its kind and system, "
                    + $"time/chronos/4711; documents by reference or number. {reading.AsOf}"
            );
            return ExitCode.Findings;
        }

        var explainer = new Explainer(reading.Log, reading.Tables);
        if (await explainer.FindAsync(waiting[0].What, cancellationToken) is { } found)
        {
            Show(screen, reading, found);
            return ExitCode.Ok;
        }

        screen.Show(
            new { id, waiting },
            () =>
            {
                foreach (var row in waiting)
                {
                    ExceptionsShowCommand.Show(screen, row);
                }

                screen.Line(reading.AsOf);
            }
        );
        return ExitCode.Ok;
    }

    private static void Show(Screen screen, HubReading reading, Explanation found) =>
        screen.Show(
            found,
            () =>
            {
                ExplanationPage.Show(screen, found);
                screen.Line(reading.AsOf);
            }
        );
}
