using Tieout.Cli.Terminal;
using Tieout.Runtime.Reconciliation.Explaining;

namespace Tieout.Cli.Commands;

/// <summary>Shows journals of month ends as ledgers were sent them.</summary>
internal static class MonthEndPage
{
    public static void Show(Screen screen, IReadOnlyList<ExplainedMonthEnd> journals)
    {
        foreach (var x in journals)
        {
            var what = x.IsReversal
                ? "what the reversal takes back of"
                : "the adjustment at the end of";
            screen.Line(
                $"Journal {x.Reference}: {what} {x.Month} of {x.LegalEntity}, {Figures.WithCurrency(x.Total)} on "
                    + $"{Figures.Day(x.Date)}, by {x.By}. {StandingOf(x)}"
            );
            screen.Table(
                ["contract", "account", ">debit", ">credit", "analysis"],
                x.Lines.Select(line =>
                    (IReadOnlyList<string>)
                        [
                            line.Engagement,
                            line.Account,
                            line.Debit.IsZero ? string.Empty : Figures.WithCurrency(line.Debit),
                            line.Credit.IsZero ? string.Empty : Figures.WithCurrency(line.Credit),
                            line.Dimensions ?? string.Empty,
                        ]
                )
            );
        }
    }

    private static string StandingOf(ExplainedMonthEnd x) =>
        x switch
        {
            { Outcome: "posted" } => $"{x.Ledger} holds it as {x.Number}.",
            { Outcome: { } outcome } =>
                $"{x.Ledger} does not hold it: it was {outcome}, and 'tieout revenue post' sends it again.",
            _ => $"{x.Ledger} has not answered: 'tieout revenue post' looks it up.",
        };
}
