using System.Text.Json;
using Tieout.Cli.Terminal;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Intercompany;
using Tieout.Host.Hosting;

namespace Tieout.Cli.Commands;

/// <summary>The page of `tieout intercompany` for people.</summary>
internal sealed class IntercompanyPage(HubIntercompany read)
{
    public IReadOnlyList<IntercompanyTotal> Totals { get; } = IntercompanyTotal.Of(read.Postings);

    public IReadOnlyList<Elimination> Eliminations { get; } = Elimination.Of(read.Postings);

    public IReadOnlyList<IntercompanyNote> Notes { get; } =
        IntercompanyNote.Of(read.Engagements.SelectMany(month => month.Gaps));

    public IReadOnlyList<UnmappedAccount> Unmapped { get; } =
        UnmappedAccount.Of(read.Postings, read.Reference);

    /// <summary>As account mappings write it.</summary>
    public static string NameOf(AccountRole role) =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(role.ToString());

    public void Show(Screen screen)
    {
        if (Totals.Count == 0)
        {
            screen.Line("Nothing to book between companies.");
        }
        else
        {
            ShowTotals(screen);
            screen.Line("Falls away in a consolidation:");
            ShowEliminations(screen);
        }

        ShowNotes(screen);
        ShowUnmapped(screen);
        if (read.WithoutProject > 0)
        {
            var count = Figures.Count(read.WithoutProject, "piece");
            screen.Line(
                $"Not in it: {count} of work whose project is not known (PROJECT_UNKNOWN)."
            );
        }

        screen.Line($"Once this is booked, the next month follows it: --booked {read.Mark}");
    }

    private void ShowTotals(Screen screen) =>
        screen.Table(
            ["lender", "borrower", "contract", "role", ">hours", ">cost", "", ">transfer", ""],
            Totals.Select(x =>
                (IReadOnlyList<string>)
                    [
                        x.Lender.Value,
                        x.Borrower.Value,
                        x.Engagement.Value,
                        x.Role ?? "-",
                        Figures.Hours(x.Effort),
                        .. Amount(x.Cost),
                        .. Amount(x.Transfer),
                    ]
            )
        );

    private void ShowEliminations(Screen screen) =>
        screen.Table(
            [
                "lender",
                "borrower",
                ">receivable",
                ">payable",
                ">difference",
                ">revenue",
                ">borrowed cost",
                "currency",
            ],
            Eliminations.Select(x =>
                (IReadOnlyList<string>)
                    [
                        x.Lender.Value,
                        x.Borrower.Value,
                        Figures.Amount(x.Receivable),
                        Figures.Amount(x.Payable),
                        Figures.Amount(x.Difference),
                        Figures.Amount(x.Revenue),
                        Figures.Amount(x.BorrowedCost),
                        x.Receivable.Currency.Code,
                    ]
            )
        );

    private void ShowNotes(Screen screen)
    {
        if (Notes.Count == 0)
        {
            return;
        }

        screen.Line("Left out to the end of the month:");
        screen.Table(
            ["lender", "borrower", "because", "owner", ">count", ">hours"],
            Notes.Select(x =>
                (IReadOnlyList<string>)
                    [
                        x.Lender?.Value ?? "-",
                        x.Borrower?.Value ?? "-",
                        x.Reason,
                        OwnerOption.NameOf(x.Owner),
                        Figures.Count(x.Count),
                        Figures.Hours(x.Effort),
                    ]
            )
        );
    }

    private void ShowUnmapped(Screen screen)
    {
        if (Unmapped.Count == 0)
        {
            return;
        }

        screen.Line("Accounts that are not mapped; nothing can be exported without them:");
        screen.Table(
            ["entity", "role", "because", "owner", ">lines"],
            Unmapped.Select(x =>
                (IReadOnlyList<string>)
                    [
                        x.LegalEntity.Value,
                        NameOf(x.Role),
                        UnmappedAccount.Reason.Value,
                        OwnerOption.NameOf(UnmappedAccount.Reason.Owner),
                        Figures.Count(x.Count),
                    ]
            )
        );
    }

    private static string[] Amount(Money money) => [Figures.Amount(money), money.Currency.Code];
}
