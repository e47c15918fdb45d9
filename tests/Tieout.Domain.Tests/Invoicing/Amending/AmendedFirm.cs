using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Amending;
using Tieout.Domain.Ledger;
using Tieout.Domain.Tests.Ledger;

namespace Tieout.Domain.Tests.Invoicing.Amending;

/// <summary>
/// A contract from January to December 2026 with February and March billed at 120.00 an hour:
/// 10 h = 1,200.00 on TO-ENG-1-001; 12.5 h + 7.25 h = 1,500.00 + 870.00 = 2,370.00 on TO-ENG-1-002.
/// </summary>
/// <remarks>Quotes have the rates, so that an amendment changes them: Q-1 120, Q-2 127.50, Q-3 112.</remarks>
internal static class AmendedFirm
{
    public static readonly LocalDate February = new(2026, 2, 28);
    public static readonly LocalDate March = new(2026, 3, 31);
    public static readonly LocalDate April = new(2026, 4, 30);
    public static readonly LocalDate FirstOfMarch = new(2026, 3, 1);
    public static readonly LocalDate Signed = new(2026, 5, 20);
    public static readonly InvoiceReference FebruaryInvoice = Reference(1);
    public static readonly InvoiceReference MarchInvoice = Reference(2);

    public static ContractTerms Terms(string quote = "Q-1", params ContractLine[] lines) =>
        Facts.Terms() with
        {
            Start = new LocalDate(2026, 1, 1),
            End = new LocalDate(2026, 12, 31),
            Quote = quote,
            Lines = lines.Length == 0 ? [Time()] : [.. lines],
        };

    public static ContractLine.TimeAndMaterials Time(decimal? cap = null) =>
        new(
            Line("T&M"),
            LineScope.Everything,
            Cap: cap is { } most ? new SpendingCap(Pounds(most)) : null
        );

    public static Amendment Amendment(
        ContractTerms terms,
        int sequence = 1,
        long version = 1,
        LocalDate? from = null
    ) =>
        new(
            Facts.Engagement,
            sequence,
            version,
            from ?? FirstOfMarch,
            IsSigned: true,
            terms,
            Author: "sara"
        );

    /// <summary>Billed, posted and not amended yet.</summary>
    public static MemoryHub Billed(ContractTerms? terms = null, bool keepsClosedWork = false)
    {
        var hub = Started(terms, keepsClosedWork);
        hub.Take(Entry(1, 10m, new LocalDate(2026, 2, 10)));
        hub.Bill(February);
        hub.Take(Entry(2, 12.5m, new LocalDate(2026, 3, 10)));
        hub.Take(Entry(3, 7.25m, new LocalDate(2026, 3, 11)));
        hub.Bill(March);
        hub.Post();
        return hub;
    }

    public static MemoryHub Started(ContractTerms? terms = null, bool keepsClosedWork = false)
    {
        var hub = new MemoryHub(Facts.Engagement, keepsClosedWork);
        foreach (var fact in Facts.Master.Where(x => x is not (RateCard or Contract)))
        {
            hub.Take(fact);
        }

        hub.Take(new Customer(CustomerCode.Parse("C-2"), 1, "Acme Holding", "GB"));
        hub.Take(new TaxRule(TaxCode.Parse("Z0"), 1, TaxCategory.Z, 0m));
        hub.Take(Card("Q-1", 120m));
        hub.Take(Card("Q-2", 127.5m));
        hub.Take(Card("Q-3", 112m));
        hub.Take(new Contract(Facts.Engagement, 1, terms ?? Terms()));
        return hub;
    }

    public static TimeEntry Entry(int id, decimal hours, LocalDate date, long version = 1) =>
        Facts.Time(id, version, minutes: hours * 60m, date: date);

    /// <summary>The plan of the first amendment as it is, by somebody who may not approve it.</summary>
    public static AmendmentPlan Propose(
        MemoryHub hub,
        AmendmentChoice? choice = null,
        int sequence = 1
    )
    {
        var known = hub.State.Plans.Keys.ToHashSet(StringComparer.Ordinal);
        Assert.Null(hub.Run(new PlanAmendment(sequence, Signed, "paul", choice)));
        return hub.State.Plans.Values.Single(plan => !known.Contains(plan.Id));
    }

    /// <summary>Proposes and approves; answers the documents that were made.</summary>
    public static IReadOnlyList<Invoice> Execute(
        MemoryHub hub,
        AmendmentChoice? choice = null,
        int sequence = 1
    )
    {
        var plan = Propose(hub, choice, sequence);
        Assert.Null(hub.Run(new ApproveAmendment(plan.Id, "anna")));
        Holds(hub);
        return Made(hub, plan.Id);
    }

    public static IReadOnlyList<Invoice> Made(MemoryHub hub, string plan) =>
        [
            .. hub
                .State.Invoices.Values.Select(x => x.Invoice)
                .Where(x => plan.Equals(x.AmendmentPlan, StringComparison.Ordinal)),
        ];

    /// <summary>Type, net, tax and gross.</summary>
    public static IEnumerable<string> Told(IEnumerable<Invoice> documents) =>
        documents.Select(x =>
            FormattableString.Invariant(
                $"{x.Type} {x.Net.Amount:0.00} + {x.Tax.Amount:0.00} = {x.Gross.Amount:0.00}"
            )
        );

    /// <summary>The engagement with all of its history, as it is read from outside the hub.</summary>
    public static EngagementState Whole(MemoryHub hub) =>
        new EngagementState(Facts.Engagement) { KeepsClosedWork = true }.EvolveAll(hub.History);

    /// <summary>The work ledger balances, and the history gives the same state again.</summary>
    public static void Holds(MemoryHub hub)
    {
        var whole = Whole(hub);
        Assert.True(whole.Ledger.Checked().Agrees(WorkLedger.Recount(whole.Work.Values)));
        Assert.True(whole.Ledger.Agrees(hub.State.Ledger));
        Assert.Equal(whole.Invoices.Keys, hub.State.Invoices.Keys);
    }

    public static Slice SliceOf(MemoryHub hub, int id, int number = 1) =>
        hub.State.Work[Facts.Time(id).Id].Slices.Single(slice => slice.Number == number);

    public static void Pay(MemoryHub hub, InvoiceReference reference) =>
        hub.Take(
            new Payment(
                $"pay/{reference}",
                1,
                reference,
                hub.State.Find(reference)!.Open,
                new LocalDate(2026, 4, 20)
            )
        );

    public static Money Pounds(decimal amount) => new(amount, Facts.Gbp);

    public static ContractLineId Line(string id) => ContractLineId.Parse(id);

    public static InvoiceReference Reference(int number) =>
        InvoiceReferences.Of(Facts.Engagement, number);

    public static RateCard Card(string quote, decimal rate, long version = 1) =>
        new(
            RateCardId.Parse($"CARD-{quote}"),
            version,
            RateLevel.Quote,
            quote,
            [],
            Facts.Gbp,
            DefaultRate: rate
        );
}
