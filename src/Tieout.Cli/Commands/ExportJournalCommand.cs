using System.CommandLine;
using System.Text;
using Tieout.Cli.Terminal;
using Tieout.Runtime.Reconciliation.Journals;

namespace Tieout.Cli.Commands;

/// <summary>`tieout export journal`.</summary>
internal sealed class ExportJournalCommand : Command
{
    private readonly Option<FileInfo> _config = CommonOptions.Config();

    private readonly Option<FileInfo?> _out = new("--out")
    {
        Description = "The file to write; stdout when left out.",
    };

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
        if (parsed.GetValue(_out) is not { } file)
        {
            await JournalExport.WriteAsync(moment, Console.Out, cancellationToken);
            return ExitCode.Ok;
        }

        // Half a journal under the right name would be taken for a whole one.
        var part = file.FullName + ".part";
        try
        {
            await using (var writer = new StreamWriter(part, false, new UTF8Encoding(false)))
            {
                await JournalExport.WriteAsync(moment, writer, cancellationToken);
            }

            File.Move(part, file.FullName, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(part))
            {
                File.Delete(part);
            }

            throw new CommandRefusedException(
                ExitCode.Usage,
                $"--out: {file} cannot be written: {e.Message}"
            );
        }

        screen.Note($"Wrote {file}. {reading.AsOf}");
        return ExitCode.Ok;
    }
}
