using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Credits;
using Tieout.Domain.Ledger;
using Tieout.Domain.Tests.Ledger;

namespace Tieout.Domain.Tests.Invoicing;

/// <summary>A hub that has billed July at 150.00 an hour, and what is let off of it.</summary>
internal static class AllowanceBench
{
    public static readonly LocalDate July = new(2026, 7, 31);
    public static readonly LocalDate August = new(2026, 8, 31);
    public static readonly Judgement Why = new("late start", "paul");

    public static Deciding.Rejection? Run(
        MemoryHub hub,
        CreditAllowance allowance,
        IReadOnlyList<WorkId>? entries = null
    ) =>
        hub.Run(
            new CreditInvoice(
                First(hub),
                August,
                entries,
                CreditDisposition.Allowance,
                Why,
                Allowance: allowance
            )
        );

    public static void Allow(
        MemoryHub hub,
        CreditAllowance allowance,
        IReadOnlyList<WorkId>? entries = null
    )
    {
        Assert.Null(Run(hub, allowance, entries));
        Approve(hub);
        Holds(hub);
    }

    public static void Approve(MemoryHub hub)
    {
        foreach (var draft in hub.Documents(InvoiceStatus.Draft))
        {
            Assert.Null(hub.Run(new ApproveInvoice(draft.Invoice.Reference, "test")));
        }
    }

    public static void Holds(MemoryHub hub)
    {
        Assert.True(hub.State.Ledger.Checked().Agrees(WorkLedger.Recount(hub.State.Work.Values)));
        Assert.Equal(hub.Fingerprint(), hub.Replayed().Fingerprint());
    }

    public static InvoiceReference First(MemoryHub hub) =>
        hub.State.Invoices.Values.First().Invoice.Reference;

    public static Invoice Last(MemoryHub hub) => hub.State.Invoices.Values.Last().Invoice;

    public static IEnumerable<decimal> Prices(MemoryHub hub) =>
        hub
            .State.Work.Values.Where(item => item.Work is TimeEntry)
            .OrderBy(item => item.Work.Id.Value, StringComparer.Ordinal)
            .Select(item => item.Slices.Single().Amount!.Value.Amount);

    public static MemoryHub Billed(ContractLine line, params decimal[] minutes) =>
        Billed(terms => terms, line, minutes);

    public static MemoryHub Billed(
        Func<ContractTerms, ContractTerms> change,
        ContractLine line,
        params decimal[] minutes
    )
    {
        var hub = new MemoryHub(Facts.Engagement, keepsClosedWork: true);
        foreach (var fact in Facts.Master)
        {
            hub.Take(fact);
        }

        hub.Take(new Contract(Facts.Engagement, 2, change(Facts.Terms() with { Lines = [line] })));
        foreach (var (worked, i) in minutes.Select((x, i) => (x, i)))
        {
            hub.Take(Facts.Time(i + 1, minutes: worked));
        }

        hub.Bill(July);
        hub.Post();
        return hub;
    }

    public static ContractLine.TimeAndMaterials Time() =>
        new(ContractLineId.Parse("T&M"), LineScope.Everything);

    public static void Rate(MemoryHub hub, decimal rate) =>
        hub.Take(
            new RateCard(
                RateCardId.Parse("CARD-1"),
                2,
                RateLevel.Contract,
                Facts.Engagement.Value,
                [new RateLine("consultant", rate, new RateMatch(Role: "consultant"))],
                Facts.Gbp
            )
        );

    public static Money Money(decimal amount) => new(amount, Facts.Gbp);
}
