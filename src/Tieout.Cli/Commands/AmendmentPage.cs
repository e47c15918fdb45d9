using System.Globalization;
using Tieout.Cli.Terminal;
using Tieout.Domain.Invoicing.Amending;
using Tieout.Domain.Ledger;

namespace Tieout.Cli.Commands;

/// <summary>A plan as a page of text, or as JSON.</summary>
internal static class AmendmentPage
{
    /// <summary>More rows than this are for programs: --format json has them all.</summary>
    private const int RowsMax = 50;

    public static void Show(Screen screen, EngagementState state, AmendmentImpact impact)
    {
        var plan = state.Plans.GetValueOrDefault(impact.Id);
        screen.Show(
            new
            {
                engagement = state.Id.Value,
                plan = impact.Id,
                impact.Sequence,
                impact.AmendmentVersion,
                impact.EffectiveFrom,
                impact.Choice,
                impact.Date,
                whyRebill = impact.WhyWhole,
                plan?.ProposedBy,
                plan?.ApprovedBy,
                impact.Slices,
                impact.Originals,
                impact.Documents,
                impact.Limits,
                impact.Pools,
                impact.Waived,
                impact.LetOff,
                impact.Net,
                impact.Tax,
                impact.Gross,
                impact.Obstacle,
            },
            () => ShowText(screen, state, impact, plan)
        );
    }

    private static void ShowText(
        Screen screen,
        EngagementState state,
        AmendmentImpact impact,
        AmendmentPlan? plan
    )
    {
        var title = state.AmendmentOf(impact.Sequence)!.Title;
        screen.Line(
            $"{state.Id}, {title}: "
                + $"{NameOf(impact.Choice)}"
                + (impact.WhyWhole is { } why ? $", because of {why}" : string.Empty)
        );
        ShowSlices(screen, impact);
        ShowOriginals(screen, impact);
        ShowDocuments(screen, impact);
        foreach (var x in impact.Limits)
        {
            screen.Line(
                $"{x.What}: {Figures.WithCurrency(x.UsedAfter)} used of "
                    + $"{Figures.WithCurrency(x.Limit)} (before {Figures.WithCurrency(x.UsedBefore)})"
                    + (x.IsExceeded ? "; more than is agreed: decide about a credit" : "")
            );
        }

        foreach (var x in impact.HourLimits)
        {
            screen.Line(
                $"{x.What}: {Figures.Hours(x.UsedAfter)} h used of {Figures.Hours(x.Limit)} h "
                    + $"(before {Figures.Hours(x.UsedBefore)} h)"
                    + (x.IsExceeded ? "; more than is agreed: decide about a credit" : "")
            );
        }

        foreach (var x in impact.Pools)
        {
            screen.Line(
                $"Retainer {x.Line} {Figures.Day(x.After.Month)} on {x.Document}: "
                    + $"{Figures.Hours(x.After.Use.Overage)} h over and "
                    + $"{Figures.Hours(x.After.Use.Carried)} h carried (before "
                    + $"{Figures.Hours(x.Before.Use.Overage)} and {Figures.Hours(x.Before.Use.Carried)})"
            );
        }

        if (impact.Waived is { } waived)
        {
            screen.Line($"Written down: {Figures.WithCurrency(waived)} net.");
        }

        if (impact.LetOff is { } letOff)
        {
            screen.Line(
                $"Allowances of {Figures.WithCurrency(letOff)} net end with it: the work is billed anew at its "
                    + "full price. Allow it again on the new documents where it is to stay."
            );
        }

        screen.Line(Next(state, impact, plan));
    }

    private static void ShowSlices(Screen screen, AmendmentImpact impact)
    {
        if (impact.Slices.Count == 0)
        {
            return;
        }

        screen.Table(
            [
                "work",
                "date",
                "stage",
                "document",
                "line",
                ">rate",
                ">new rate",
                ">hours",
                ">new hours",
                ">amount",
                ">new amount",
                "why",
            ],
            impact
                .Slices.Take(RowsMax)
                .Select(x =>
                    (IReadOnlyList<string>)
                        [
                            x.Work.Value,
                            Figures.Day(x.ServiceDate),
                            x.Stage.ToString().ToLowerInvariant(),
                            x.Document?.Value ?? "-",
                            x.NewLine == x.OldLine
                                ? $"{x.OldLine}"
                                : $"{x.OldLine} > {x.NewLine?.Value ?? "none"}",
                            Figures.Rate(x.OldRate?.Rate),
                            Figures.Rate(x.NewRate?.Rate),
                            Figures.Hours(x.OldEffort),
                            Figures.Hours(x.NewEffort),
                            Figures.WithCurrency(x.OldAmount),
                            Figures.WithCurrency(x.NewAmount),
                            string.Join(' ', x.Reasons),
                        ]
                )
        );
        if (impact.Slices.Count > RowsMax)
        {
            screen.Line(
                $"and {Figures.Count(impact.Slices.Count - RowsMax)} more; --format json has all"
            );
        }
    }

    private static void ShowOriginals(Screen screen, AmendmentImpact impact)
    {
        foreach (var x in impact.Originals)
        {
            var period = x.IsPeriodOpen switch
            {
                true => "period open",
                false => "period closed",
                null => "the hub does not know its period",
            };
            screen.Line(
                $"Touches {x.Reference} ({x.Status.ToString().ToLowerInvariant()}) to {x.BillTo}: "
                    + $"{Figures.WithCurrency(x.Net)} net, {Figures.Day(x.AccountingDate)}, {period}"
            );
        }
    }

    private static void ShowDocuments(Screen screen, AmendmentImpact impact)
    {
        if (impact.Documents.Count == 0)
        {
            return;
        }

        screen.Table(
            ["document", "to", "credits", ">net", ">tax", ">gross", "date"],
            impact.Documents.Select(x =>
                (IReadOnlyList<string>)
                    [
                        x.Type.ToString(),
                        x.BillTo.Value,
                        x.Credits?.Value ?? "-",
                        Figures.WithCurrency(x.Net),
                        Figures.WithCurrency(x.Tax),
                        Figures.WithCurrency(x.Gross),
                        Figures.Day(x.Posting?.Date ?? impact.Date)
                            + (x.Posting is { IsShifted: true } ? " (shifted)" : string.Empty)
                            + (x.Waits is not null ? " (waits)" : string.Empty),
                    ]
            )
        );
        foreach (
            var why in impact
                .Documents.Select(x => x.Waits)
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
        )
        {
            screen.Line($"Waits for finance once it is approved: {why}.");
        }

        ShowLines(screen, impact);
        if (impact.Net is { } net)
        {
            screen.Line(
                $"In all {Figures.WithCurrency(net)} net + {Figures.WithCurrency(impact.Tax)} tax = "
                    + Figures.WithCurrency(impact.Gross)
            );
        }
    }

    /// <summary>What a credit of a whole document takes back is on that document.</summary>
    private static void ShowLines(Screen screen, AmendmentImpact impact)
    {
        var lines = impact
            .Documents.Where(x => x.Credits is null)
            .SelectMany(x => x.Lines.Select(line => (Document: x, Line: line)))
            .ToList();
        if (lines.Count == 0)
        {
            return;
        }

        screen.Table(
            ["document", "contract line", "of", "text", ">net"],
            lines
                .Take(RowsMax)
                .Select(x =>
                    (IReadOnlyList<string>)
                        [
                            x.Document.Type.ToString(),
                            x.Line.Line.Value,
                            x.Line.Kind.ToString(),
                            x.Line.Description,
                            Figures.WithCurrency(x.Line.Amount),
                        ]
                )
        );
        if (lines.Count > RowsMax)
        {
            screen.Line($"and {Figures.Count(lines.Count - RowsMax)} more; --format json has all");
        }
    }

    private static string Next(EngagementState state, AmendmentImpact impact, AmendmentPlan? plan)
    {
        var number = impact.Sequence.ToString(CultureInfo.InvariantCulture);
        return (impact.Obstacle, plan) switch
        {
            ({ } obstacle, _) => $"It cannot be carried out: {obstacle.Message}",
            (_, null) when !impact.TouchesBilled && !state.Withheld.ContainsKey(impact.Sequence) =>
                "It counts already and changes nothing that was billed.",
            (_, null) => $"Plan {impact.Id} is not proposed yet. To propose it: "
                + $"tieout amendment plan {state.Id} --sequence {number} "
                + $"--mode {NameOf(impact.Choice)} --date {Figures.Day(impact.Date)} --by <name>",
            (_, { ApprovedBy: { } by }) =>
                $"Plan {impact.Id} was approved by {by} and carried out.",
            (_, { ProposedBy: var by }) => $"Plan {impact.Id} is proposed by {by}. Somebody else: "
                + $"tieout amendment approve {state.Id} --plan {impact.Id} --by <name>",
        };
    }

    private static string NameOf(AmendmentChoice choice) =>
        choice switch
        {
            AmendmentChoice.Delta => "delta",
            AmendmentChoice.CreditAndRebill => "rebill",
            AmendmentChoice.Waive => "waive",
            _ => throw new System.Diagnostics.UnreachableException(),
        };
}
