using System.CommandLine;
using Tieout.Cli.Terminal;
using Tieout.Host.Hosting;
using Tieout.Runtime.Reconciliation.Journals;

namespace Tieout.Cli.Commands;

/// <summary>`tieout export intercompany`.</summary>
internal sealed class ExportIntercompanyCommand : Command
{
    private readonly IntercompanyOptions _options = new();
    private readonly Option<FileInfo?> _out = ExportFile.Option();

    private readonly Option<JournalLayout> _as = new("--as")
    {
        Description = "For hledger and people, or a row for each line for an import.",
        HelpName = "hledger|csv",
        DefaultValueFactory = _ => JournalLayout.Hledger,
    };

    public ExportIntercompanyCommand()
        : base(
            "intercompany",
            """
            Writes what 'tieout intercompany' shows as entries, both companies' sides together: the
            lender's cost and its claim, the borrower's cost and its debt. Without all accounts
            nothing is written. Book it once, and let the next one follow it with --booked: then
            what changed afterwards is in the next month, taken back and booked anew.

            Example:
              tieout export intercompany --month 2026-10 --out 2026-10-ic.journal
              tieout export intercompany --month 2026-11 --booked 2026-10@4711 --as csv
            """
        )
    {
        _options.AddTo(this);
        Options.Add(_as);
        Options.Add(_out);
        this.Does(RunAsync);
    }

    private async Task<int> RunAsync(
        ParseResult parsed,
        Screen screen,
        CancellationToken cancellationToken
    )
    {
        await using var reading = await _options.OpenAsync(parsed, screen, cancellationToken);
        var read = await _options.ReadAsync(parsed, reading, screen, cancellationToken);
        RequireAccounts(read);
        var postings = read.Postings;
        var follows = _options.BookedOf(parsed) is { } booked
            ? FormattableString.Invariant($"@{booked.Event}")
            : string.Empty;
        var mark = read.Mark.ToString();
        var layout = parsed.GetValue(_as);
        var file = parsed.GetValue(_out);
        await ExportFile.WriteAsync(file, WriteAsync);
        screen.Note(
            $"{(file is null ? "Written" : $"Wrote {file}")}: "
                + $"{Figures.Count(postings.Count(x => !x.IsReversal), "event")}, "
                + $"{Figures.Count(postings.Count(x => x.IsReversal), "reversal")}. "
                + $"'tieout intercompany' tells what is left out. Once it is booked, the next "
                + $"month follows it: --booked {mark}. {reading.AsOf}"
        );
        return ExitCode.Ok;

        async Task WriteAsync(TextWriter writer)
        {
            if (layout is JournalLayout.Csv)
            {
                IntercompanyCsv.Write(writer, postings, read.Reference, follows);
                return;
            }

            await IntercompanyExport.WriteAsync(writer, postings, read.Reference, follows, mark);
        }
    }

    /// <summary>An account that nobody named is nobody's guess, and half an entry is none.</summary>
    private static void RequireAccounts(HubIntercompany read)
    {
        var unmapped = new IntercompanyPage(read).Unmapped;
        if (unmapped.Count > 0)
        {
            throw new CommandRefusedException(
                ExitCode.Usage,
                "Nothing is written (GL_MAPPING_MISSING): account-mappings do not say which account is "
                    + string.Join(
                        ", ",
                        unmapped.Select(x =>
                            $"{IntercompanyPage.NameOf(x.Role)} of {x.LegalEntity}"
                        )
                    )
                    + "."
            );
        }
    }
}
