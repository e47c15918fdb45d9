using System.Globalization;
using Tieout.Cli.Terminal;
using Tieout.Domain.BillableEvents.Rates;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing.Explaining;
using Tieout.Domain.Ledger;
using Tieout.Runtime.Reconciliation.Explaining;

namespace Tieout.Cli.Commands;

/// <summary>An explanation as a page of text: the chain from work to money.</summary>
internal static class ExplanationPage
{
    /// <summary>More rows than this are for programs: --format json has them all.</summary>
    private const int RowsMax = 50;

    public static void Show(Screen screen, Explanation explanation)
    {
        // One piece of work comes before what became of it; what many came to, before them.
        var isOne = explanation.Work.DistinctBy(x => x.Work, StringComparer.Ordinal).Count() == 1;
        if (isOne)
        {
            ShowWork(screen, explanation.Work);
        }

        ShowRejections(screen, explanation.Rejections);
        foreach (var document in explanation.Documents)
        {
            Show(screen, document);
        }

        if (!isOne)
        {
            ShowWork(screen, explanation.Work);
        }

        if (explanation.Journal.Count > 0)
        {
            screen.Line("Ledger");
            screen.Table(
                ["date", "entity", "account", ">debit", ">credit", "document", "kind"],
                explanation
                    .Journal.Take(RowsMax)
                    .Select(x =>
                        (IReadOnlyList<string>)
                            [
                                Figures.Day(x.Date),
                                x.LegalEntity,
                                x.Account,
                                Figures.WithCurrency(x.Debit),
                                Figures.WithCurrency(x.Credit),
                                x.Document,
                                x.Kind,
                            ]
                    )
            );
        }

        foreach (var payment in explanation.Payments)
        {
            screen.Line(
                payment.Amount.IsZero
                    ? $"Nothing is paid by {payment.Id} of {payment.Document}: no money came, or it was taken back"
                    : $"Paid {Figures.WithCurrency(payment.Amount)} on {Figures.Day(payment.ValueDate)}"
                        + $" ({payment.Id}, {payment.Document})"
            );
        }

        ShowHistory(screen, explanation.History);
    }

    /// <summary>What a connector told before may stand, or have been taken back: the table of work says which.</summary>
    private static void ShowRejections(Screen screen, IReadOnlyList<ExplainedRejection> rejections)
    {
        if (rejections.Count > 0)
        {
            screen.Line(
                "A record of it could not be taken; what else is shown of it is from before, or follows from that"
            );
            screen.Table(
                ["exception", "code", ">hours", "~message"],
                rejections.Select(x =>
                    (IReadOnlyList<string>)
                        [
                            x.Id,
                            x.Code,
                            x.Effort.IsZero ? string.Empty : Figures.Hours(x.Effort),
                            x.Message,
                        ]
                )
            );
        }
    }

    private static void ShowWork(Screen screen, IReadOnlyList<ExplainedWork> work)
    {
        if (work.Count == 0)
        {
            return;
        }

        // Beside what was worked only where something is charged in steps.
        var isRounded = work.Any(x => x.Charged is not null);
        screen.Line("Work");
        screen.Table(
            [
                "work",
                "project",
                "date",
                ">hours",
                .. isRounded ? [">charged"] : Array.Empty<string>(),
                "stage",
                ">amount",
                "~rate",
                "~reasons",
                "document",
            ],
            work.OrderBy(x => x.ServiceDate)
                .Take(RowsMax)
                .Select(x =>
                    (IReadOnlyList<string>)
                        [
                            $"{x.Work} v{x.Version.ToString(CultureInfo.InvariantCulture)}",
                            x.Project,
                            Figures.Day(x.ServiceDate),
                            Figures.Hours(x.Effort),
                            .. isRounded
                                ? [Figures.Hours(x.Charged ?? x.Effort)]
                                : Array.Empty<string>(),
                            x.Stage?.ToString() ?? "deleted",
                            Figures.WithCurrency(x.Amount),
                            x.Rate ?? string.Empty,
                            WhyOf(x),
                            x.Invoice ?? string.Empty,
                        ]
                )
        );
        if (work.Count > RowsMax)
        {
            screen.Line($"and {Figures.Count(work.Count - RowsMax)} more; --format json has all");
        }

        foreach (var told in Told(work))
        {
            screen.Line($"  {told}");
        }
    }

    /// <summary>What was let off of it, the rates that were asked, and what is wrong with it.</summary>
    private static IEnumerable<string> Told(IReadOnlyList<ExplainedWork> work) =>
        [
            .. work.Where(x => x.Allowance is not null)
                .Take(RowsMax)
                .Select(x =>
                    $"{Figures.WithCurrency(x.Allowance)} of the price of {x.Work} is let off, on a credit memo"
                ),
            .. work.SelectMany(x => x.Candidates).Distinct().Select(Told),
            .. work.SelectMany(x => x.Faults).Distinct(StringComparer.Ordinal),
        ];

    private static string Told(RateCandidate candidate)
    {
        var rate = candidate.Rate;
        var level = rate.Level switch
        {
            RateLevel.ResourceDefault => "resource default",
            RateLevel.Entity => "legal entity",
            var other => other.ToString().ToLowerInvariant(),
        };
        var amount = rate.Rate.ToString(CultureInfo.InvariantCulture);
        var version = candidate.CardVersion.ToString(CultureInfo.InvariantCulture);
        return $"rate {amount}: line {rate.Line} of {level} card {rate.Card} v{version}"
            + (candidate.Source is { } source ? $" of {source}" : string.Empty)
            + (candidate.From is { } from ? $", from {Figures.Day(from)}" : string.Empty)
            + $": {candidate.Why}";
    }

    /// <summary>What stands in its way, or why it is not billed by itself.</summary>
    private static string WhyOf(ExplainedWork x) =>
        x switch
        {
            { Stage: Stage.NonBillable, BilledOn: { } number } =>
                $"billed on {number}, says its source, which is no invoice of the hub for it",
            { Stage: Stage.NonBillable, IsBilledElsewhere: true } =>
                "billed by another system, says its source, or dated before billFrom",
            { Stage: Stage.NonBillable, IsBillable: false } => "not billable, says its source",
            { Stage: Stage.NonBillable, ContractLine: { } line, Charged.IsZero: true } =>
                $"rounds to nothing by contract line {line}",
            { Stage: Stage.NonBillable, ContractLine: { } line } =>
                $"covered by contract line {line}",
            _ => string.Join(' ', x.Reasons),
        };

    /// <summary>Nothing is left to be paid, which need not mean that anybody has paid.</summary>
    private static string StatusOf(ExplainedDocument document) =>
        document is { Status: "paid", Paid.IsZero: true }
            ? "settled without a payment"
            : document.Status;

    private static void Show(Screen screen, ExplainedDocument document)
    {
        screen.Line(
            $"{document.Type} {document.Reference} {StatusOf(document)} of "
                + $"{Figures.Day(document.InvoiceDate)}: {Figures.WithCurrency(document.Net)} net + "
                + $"{Figures.WithCurrency(document.Tax)} tax = {Figures.WithCurrency(document.Gross)}"
        );
        ShowPlaceAndApproval(screen, document);
        if (document.BlockReason is not null)
        {
            screen.Line($"  blocked: {document.BlockReason}");
        }

        var reasons = document.Reasons.ToLookup(x => (long?)x.Line);
        foreach (var shares in document.Lines.GroupBy(x => x.Number).Take(RowsMax))
        {
            var line = shares.First();
            var number = line.Number.ToString(CultureInfo.InvariantCulture);
            screen.Line(
                $"  line {number} {line.Description}: {Figures.WithCurrency(line.Amount)}{From([.. shares])}"
                    + (line.Dimensions is { } dimensions ? $", {dimensions}" : string.Empty)
            );
            Show(screen, reasons[line.Number]);
        }

        foreach (var tax in document.Taxes)
        {
            screen.Line(
                $"  tax {tax.Code} {tax.Rate} % on {Figures.WithCurrency(tax.Taxable)}: "
                    + Figures.WithCurrency(tax.Tax)
            );
        }

        Show(screen, reasons[null]);
        if (document.Payable != document.Gross)
        {
            screen.Line($"  payable {Figures.WithCurrency(document.Payable)}");
        }
    }

    private static void ShowPlaceAndApproval(Screen screen, ExplainedDocument document)
    {
        if (document.Number is not null)
        {
            screen.Line($"  {document.System} holds it as {document.Number}");
            if (document.AccountingDate is { } day && day != document.InvoiceDate)
            {
                screen.Line($"  it counts there on {Figures.Day(day)}, not on its own date");
            }
        }
        else if (document.RoutedTo is not null)
        {
            screen.Line($"  goes to {document.RoutedTo} by route {document.RoutingRule}");
        }

        if (document.AmendmentPlan is null && document.ApprovedBy is { } approver)
        {
            screen.Line($"  approved by {approver}");
        }

        if (document.AmendmentPlan is { } plan)
        {
            var of = plan.StartsWith("0-", StringComparison.Ordinal)
                ? "the changed contract"
                : $"amendment {plan.Split('-')[0]}";
            screen.Line($"  made by plan {plan} of {of}, approved by {document.ApprovedBy}");
        }
    }

    private static string From(IReadOnlyList<ExplainedLine> shares) =>
        shares switch
        {
            [{ Share: { } share, Work: { } work }] =>
                $", {Figures.WithCurrency(share)} of it from {work}",
            [_, _, ..] => $", shared over {Figures.Count(shares.Count)} pieces of work",
            _ => string.Empty,
        };

    private static void Show(Screen screen, IEnumerable<AmountReason> reasons)
    {
        foreach (var reason in reasons)
        {
            var amount = reason.Amount is { } some
                ? $" {Figures.WithCurrency(some)}"
                : string.Empty;
            screen.Line($"      {reason.Rule}{amount}: {reason.Says} ({reason.Source})");
        }
    }

    private static void ShowHistory(Screen screen, IReadOnlyList<ExplainedEvent> history)
    {
        if (history.Count == 0)
        {
            return;
        }

        screen.Line("History");
        screen.Table(
            [">event", "recorded", "what"],
            history
                .TakeLast(RowsMax)
                .Select(x =>
                    (IReadOnlyList<string>)
                        [
                            Figures.Count(x.Sequence),
                            Figures.Moment(x.At),
                            x.Detail is null ? x.Type : $"{x.Type}: {x.Detail}",
                        ]
                )
        );
    }
}
