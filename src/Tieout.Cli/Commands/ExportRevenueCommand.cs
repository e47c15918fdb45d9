using System.CommandLine;
using Tieout.Cli.Terminal;
using Tieout.Domain.Revenue;
using Tieout.Runtime.Reconciliation.Journals;

namespace Tieout.Cli.Commands;

/// <summary>`tieout export revenue`.</summary>
internal sealed class ExportRevenueCommand : Command
{
    private readonly RevenueOptions _options = new();
    private readonly Option<FileInfo?> _out = ExportFile.Option();

    public ExportRevenueCommand()
        : base(
            "revenue",
            """
            Writes the entries of a month end as plain-text accounting: on the last day what
            'tieout revenue' shows as unbilled, contract asset and contract liability of each
            contract against revenue, and on the next day the same the other way round. They stand
            beside the journal that 'tieout export journal' writes, and may be appended to it.

            Example:
              tieout export revenue --month 2026-10 --out 2026-10.journal
              hledger -f firm.journal -f 2026-10.journal balance -e 2026-11-01
            """
        )
    {
        _options.AddTo(this);
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
        var revenue = await _options.ReadAsync(parsed, reading, screen, cancellationToken);
        var entries = MonthEndEntry.Of(revenue.Engagements);
        var file = parsed.GetValue(_out);
        await ExportFile.WriteAsync(
            file,
            writer => MonthEndExport.WriteAsync(writer, entries, revenue.Reference)
        );
        screen.Note(
            $"{(file is null ? "Written" : $"Wrote {file}")}: "
                + $"{Figures.Count(entries.Count(x => !x.IsReversal), "adjustment")} with their "
                + $"reversals. 'tieout revenue' tells what they leave out. {reading.AsOf}"
        );
        return ExitCode.Ok;
    }
}
