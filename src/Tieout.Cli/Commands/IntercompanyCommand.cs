using System.CommandLine;
using NodaTime.Text;
using Tieout.Cli.Terminal;
using Tieout.Domain.Intercompany;

namespace Tieout.Cli.Commands;

/// <summary>`tieout intercompany`: time of one company's people for contracts of another.</summary>
internal sealed class IntercompanyCommand : Command
{
    private readonly IntercompanyOptions _options = new();

    public IntercompanyCommand()
        : base(
            "intercompany",
            """
            Approved time of people of one legal entity for contracts of another, in a month: hours,
            the lender's cost and the transfer price by pair, contract and role, and for each pair
            what falls away in a consolidation. What is not priced or not approved is named with its
            reason and owner. As it is known now, against what is known now of the month before, or
            with --booked against what was booked then. Works while the hub runs. 'tieout export
            intercompany' writes the entries.

            Example:
              tieout intercompany --month 2026-10
              tieout intercompany --month 2026-10 --booked 2026-09@4711 --entity UK
            """
        )
    {
        _options.AddTo(this);
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
        var page = new IntercompanyPage(read);
        screen.Show(
            new
            {
                month = YearMonthPattern.Iso.Format(read.Mark.Month),
                reading.Offset,
                reading.Head,
                booked = _options.BookedOf(parsed)?.ToString(),
                mark = read.Mark.ToString(),
                totals = page.Totals.Select(Row),
                eliminations = page.Eliminations.Select(Row),
                notes = page.Notes.Select(Row),
                unmapped = page.Unmapped.Select(Row),
                read.WithoutProject,
            },
            () =>
            {
                page.Show(screen);
                screen.Line(reading.AsOf);
            }
        );
        return ExitCode.Ok;
    }

    private static object Row(IntercompanyTotal x) =>
        new
        {
            lender = x.Lender.Value,
            borrower = x.Borrower.Value,
            engagement = x.Engagement.Value,
            x.Role,
            x.Effort,
            x.Cost,
            x.Transfer,
        };

    private static object Row(Elimination x) =>
        new
        {
            lender = x.Lender.Value,
            borrower = x.Borrower.Value,
            x.Receivable,
            x.Payable,
            x.Difference,
            x.Revenue,
            x.BorrowedCost,
        };

    private static object Row(IntercompanyNote x) =>
        new
        {
            lender = x.Lender?.Value,
            borrower = x.Borrower?.Value,
            x.Reason,
            owner = OwnerOption.NameOf(x.Owner),
            x.Count,
            x.Effort,
        };

    private static object Row(UnmappedAccount x) =>
        new
        {
            legalEntity = x.LegalEntity.Value,
            role = IntercompanyPage.NameOf(x.Role),
            reason = UnmappedAccount.Reason.Value,
            owner = OwnerOption.NameOf(UnmappedAccount.Reason.Owner),
            x.Count,
        };
}
