using System.CommandLine;
using Tieout.Cli.Terminal;
using Tieout.Runtime.Reconciliation.Explaining;

namespace Tieout.Cli.Commands;

/// <summary>`tieout explain`: where is this, and why.</summary>
internal sealed class ExplainCommand : Command
{
    private readonly Option<FileInfo> _config = CommonOptions.Config();

    private readonly Argument<string> _id = new("id")
    {
        Description =
            "A time entry, an invoice's reference or number, a payment, a project, a contract.",
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
            screen.Note($"Nothing in the hub has the id {id}. {reading.AsOf}");
            return ExitCode.Findings;
        }

        screen.Show(
            found,
            () =>
            {
                ExplanationPage.Show(screen, found);
                screen.Line(reading.AsOf);
            }
        );
        return ExitCode.Ok;
    }
}
