using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;
using Tieout.Domain.Revenue;
using Tieout.Domain.Tests.Ledger;

namespace Tieout.Domain.Tests.Revenue;

/// <summary>A contract of any lines, its months, and what revenue says of them as plain figures.</summary>
internal static class RevenueBench
{
    public static readonly YearMonth July = new(2026, 7);

    public static readonly YearMonth August = new(2026, 8);

    public static (decimal, decimal, decimal) Position(MemoryHub hub, YearMonth month)
    {
        var contract = Assert.Single(Of(hub, month).Contracts);
        return (
            contract.Unbilled.Amount,
            contract.ContractAsset.Amount,
            contract.ContractLiability.Amount
        );
    }

    public static LineRevenue Only(MemoryHub hub, YearMonth month) =>
        Assert.Single(Assert.Single(Of(hub, month).Contracts).Lines);

    public static (decimal Before, decimal InMonth, decimal Billed) Earned(
        MemoryHub hub,
        YearMonth month
    ) => Earned(Of(hub, month), Only(hub, month).Line.Value);

    public static (decimal Before, decimal InMonth, decimal Billed) Earned(
        EngagementRevenue revenue,
        string line
    )
    {
        var row = revenue.Contracts.Single().Lines.Single(x => x.Line == Line(line));
        return (row.Before!.Value.Amount, row.InMonth!.Value.Amount, row.Billed.Amount);
    }

    public static (string, int, decimal?) Said(RevenueNote note) =>
        (note.Reason, note.Count, note.Value?.Amount);

    public static EngagementRevenue Of(MemoryHub hub, YearMonth month) =>
        EngagementRevenue.Of(hub.State, hub.Reference, month);

    public static void Bill(MemoryHub hub, YearMonth month)
    {
        hub.Bill(month.ToDateInterval().End);
        hub.Post();
    }

    public static void Run(MemoryHub hub, EngagementCommand command)
    {
        Assert.Null(hub.Run(command));
        foreach (var draft in hub.Documents(InvoiceStatus.Draft))
        {
            Assert.Null(hub.Run(new ApproveInvoice(draft.Invoice.Reference, "test")));
        }

        hub.Post();
    }

    public static MemoryHub With(params ContractLine[] lines) => With(terms => terms, lines);

    public static MemoryHub With(
        Func<ContractTerms, ContractTerms> change,
        params ContractLine[] lines
    )
    {
        var hub = new MemoryHub(Facts.Engagement, keepsClosedWork: true);
        foreach (var fact in Facts.Master)
        {
            hub.Take(fact);
        }

        hub.Take(
            new Contract(Facts.Engagement, 2, change(Facts.Terms()) with { Lines = [.. lines] })
        );
        return hub;
    }

    public static void Restate(MemoryHub hub, long version, params ContractLine[] lines) =>
        hub.Take(
            new Contract(Facts.Engagement, version, Facts.Terms() with { Lines = [.. lines] })
        );

    /// <summary>Signed, with other lines from the first of August on.</summary>
    public static void Amend(MemoryHub hub, params ContractLine[] lines) =>
        hub.Take(
            new Amendment(
                Facts.Engagement,
                1,
                1,
                new LocalDate(2026, 8, 1),
                IsSigned: true,
                Facts.Terms() with
                {
                    Lines = [.. lines],
                }
            )
        );

    public static ContractLine.TimeAndMaterials Time() => new(Line("T&M"), LineScope.Everything);

    public static ContractLine.Progress Progress(decimal percent) =>
        new(
            Line("PROG"),
            LineScope.Everything,
            [new ProgressPart(Gbp(900m), percent)],
            BilledBefore: Gbp(60m)
        );

    public static ContractLine.FixedFee Fee(decimal? planned) =>
        new(
            Line("FEE"),
            new LineScope([Facts.Delivery]),
            [
                new ScheduleRow("a", new LocalDate(2026, 7, 15), Gbp(600m)),
                new ScheduleRow("b", new LocalDate(2026, 8, 15), Gbp(600m)),
            ],
            PlannedEffort: planned is { } hours ? Effort.OfHours(hours) : null
        );

    public static ContractLineId Line(string id) => ContractLineId.Parse(id);

    public static Money Gbp(decimal amount) => new(amount, Facts.Gbp);
}
