using System.CommandLine;
using Tieout.Cli.Terminal;
using Tieout.Runtime.Reconciliation.Journals;

namespace Tieout.Cli.Commands;

/// <summary>`tieout export journal`.</summary>
internal sealed class ExportJournalCommand : Command
{
    private readonly Option<FileInfo> _config = CommonOptions.Config();

    private readonly Option<FileInfo?> _out = ExportFile.Option();

    public ExportJournalCommand()
        : base(
            "journal",
            """
            Writes every ledger entry of posted documents, voids and payments as plain-text
            accounting, which hledger checks and reports on.

            Example:
              tieout export journal --out firm.journal
              hledger -f firm.journal balance
            """
        )
    {
        Options.Add(_config);
        Options.Add(_out);
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
        var file = parsed.GetValue(_out);
        await ExportFile.WriteAsync(
            file,
            writer => JournalExport.WriteAsync(moment, writer, cancellationToken)
        );
        if (file is not null)
        {
            screen.Note($"Wrote {file}. {reading.AsOf}");
        }

        return ExitCode.Ok;
    }
}
