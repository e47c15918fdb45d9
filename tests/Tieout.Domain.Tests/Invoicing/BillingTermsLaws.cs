using CsCheck;
using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Retainers;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;
using Tieout.Domain.Tests.Ledger;

namespace Tieout.Domain.Tests.Invoicing;

/// <summary>What holds of billing whatever was agreed and worked.</summary>
public sealed class BillingTermsLaws
{
    private const long Firms = 1_000;

    private static readonly LocalDate July = new(2026, 7, 31);

    private static readonly Gen<TimeEntry[]> AnyWork = Gen.Select(
            Gen.Int[1, 900],
            Gen.Int[0, 60],
            Gen.Bool
        )
        .Array[0, 12]
        .Select(entries =>
            entries
                .Select(
                    (x, i) =>
                        Facts.Time(
                            i,
                            minutes: x.Item1,
                            date: Facts.Start.PlusDays(x.Item2),
                            role: x.Item3 ? "consultant" : "architect"
                        )
                )
                .ToArray()
        );

    private static readonly Gen<ContractTerms> AnyTerms =
        from cap in Gen.Int[0, 500_000]
        from edge in Gen.Enum<CapEdge>()
        from percents in Gen.Int[0, 40].Array[4]
        from prepaid in Gen.Int[0, 400_000]
        from hours in Gen.Int[0, 40]
        from retained in Gen.Bool
        select Facts.Terms() with
        {
            Lines =
            [
                new ContractLine.Retainer(
                    Line("RET"),
                    new LineScope([retained ? Facts.Delivery : Facts.Support]),
                    Minor(cap),
                    Start: Facts.Start.PlusDays(percents[3]),
                    Included: Effort.OfHours(hours),
                    Rollover: new Rollover(IsEnabled: true, Effort.OfHours(15m), 2),
                    Overage: new OveragePrice.ByRateCard()
                ),
                new ContractLine.TimeAndMaterials(
                    Line("T"),
                    LineScope.Everything,
                    Cap: new SpendingCap(Minor(cap), OnExceed: edge),
                    DiscountPercent: percents[0],
                    FeePercent: percents[1],
                    Rounding: Facts.Rounding(percents[2])
                ),
                new ContractLine.Progress(
                    Line("PROG"),
                    LineScope.Everything,
                    [new ProgressPart(Minor(prepaid), percents[2])]
                ),
                new ContractLine.FixedFee(
                    Line("FEE"),
                    new LineScope([]),
                    [new ScheduleRow("1", July, Minor(hours))]
                ),
            ],
            DiscountPercent = percents[2],
            RetentionPercent = percents[3] / 4m,
            Prepaid = Minor(prepaid),
            Commitment = new MinimumCommitment(Minor(cap / 2)),
        };

    [Fact]
    public void A_cap_is_never_passed_and_no_minute_is_lost_at_its_edge() =>
        Gen.Select(AnyTerms, AnyWork)
            .Sample(
                (terms, work) =>
                {
                    var hub = Billed(terms, work);
                    hub.Bill(Facts.End);

                    var cap = terms.Lines.OfType<ContractLine.TimeAndMaterials>().Single().Cap!;
                    Assert.True(Sum(hub, InvoiceLineKind.Time) <= cap.Amount);
                    Assert.Equal(
                        Effort.Sum(work.Select(x => x.Effort)),
                        Effort.Sum(
                            hub.State.Work.Values.SelectMany(x => x.Slices).Select(x => x.Effort)
                        )
                    );
                    LedgerHolds(hub);
                },
                iter: Firms
            );

    [Fact]
    public void A_second_run_bills_nothing() =>
        Gen.Select(AnyTerms, AnyWork)
            .Sample(
                (terms, work) =>
                {
                    var hub = Billed(terms, work);
                    var before = hub.History.Count;

                    Assert.Null(hub.Run(new DraftInvoice(July, July)));

                    Assert.Equal(before, hub.History.Count);
                },
                iter: Firms
            );

    [Fact]
    public void Lines_less_discount_are_the_net_and_every_line_is_its_shares() =>
        Gen.Select(AnyTerms, AnyWork)
            .Sample(
                (terms, work) =>
                {
                    foreach (var invoice in Billed(terms, work).State.Invoices.Values)
                    {
                        var document = invoice.Invoice;
                        var taxable = document.Taxes.Select(x => x.Taxable);
                        Assert.Equal(document.Net, Money.Sum(Facts.Gbp, taxable));
                        Assert.True(document.PrepaidApplied <= terms.Prepaid);
                        foreach (var line in document.Lines)
                        {
                            var shares = line.Shares.Select(x => x.Amount);
                            Assert.Equal(line.Amount, Money.Sum(Facts.Gbp, shares));
                        }
                    }
                },
                iter: Firms
            );

    [Fact]
    public void A_full_credit_and_the_same_run_make_the_same_invoice() =>
        Gen.Select(AnyTerms, AnyWork)
            .Sample(
                (terms, work) =>
                {
                    var hub = Billed(terms, work);
                    var first = hub.State.Invoices.Values.Select(x => x.Invoice).FirstOrDefault();
                    if (first is null)
                    {
                        return;
                    }

                    Assert.Null(hub.Run(new CreditInvoice(first.Reference, July)));
                    Approve(hub);
                    hub.Bill(July);

                    var documents = hub.State.Invoices.Values.Select(x => x.Invoice).ToList();
                    Assert.Equal(3, documents.Count);
                    Assert.Equal(-first.Payable, documents[1].Payable);
                    Assert.Equal(
                        (first.Net, first.Tax, first.Gross, first.Payable),
                        (
                            documents[2].Net,
                            documents[2].Tax,
                            documents[2].Gross,
                            documents[2].Payable
                        )
                    );
                    LedgerHolds(hub);
                },
                iter: Firms
            );

    [Fact]
    public void Credits_entry_by_entry_end_at_nothing_left_of_the_time() =>
        Gen.Select(
                AnyWork,
                Gen.Enum<CreditDisposition>().Where(way => way is not CreditDisposition.Allowance)
            )
            .Sample(
                (work, disposition) =>
                {
                    var hub = Billed(Facts.Terms(), work);
                    if (hub.State.Invoices.IsEmpty)
                    {
                        return;
                    }

                    var invoice = hub.State.Invoices.Values.First().Invoice;
                    var shares = invoice.Lines.SelectMany(line => line.Shares);
                    foreach (var id in shares.Select(share => share.Work).ToList())
                    {
                        var credit = new CreditInvoice(invoice.Reference, July, [id], disposition);
                        Assert.Null(hub.Run(credit));
                        Approve(hub);
                        LedgerHolds(hub);
                    }

                    Assert.True(hub.State.Find(invoice.Reference)!.Open.IsZero);
                    Assert.DoesNotContain(
                        hub.State.Work.Values.SelectMany(x => x.Slices),
                        slice => slice.Stage == Stage.Invoiced
                    );
                },
                iter: Firms
            );

    [Fact]
    public void Hours_of_a_retainer_are_used_carried_or_expired_and_never_made() =>
        Gen.Select(AnyTerms, AnyWork)
            .Sample(
                (terms, work) =>
                {
                    var hub = Billed(terms, work);
                    hub.Bill(July.PlusMonths(1));
                    hub.Bill(Facts.End);
                    var carried = Effort.Zero;
                    var periods = hub
                        .State.Invoices.Values.SelectMany(x => x.Invoice.Lines)
                        .Select(line => line.Retainer)
                        .OfType<RetainerPeriod>();
                    foreach (var period in periods)
                    {
                        var use = period.Use;
                        Assert.True(use.Available <= carried + period.Included!.Value);
                        Assert.Equal(
                            use.Available,
                            use.Used - use.Overage + use.Carried + use.Expired
                        );
                        carried = use.Carried;
                    }
                },
                iter: Firms
            );

    private static ContractLineId Line(string id) => ContractLineId.Parse(id);

    private static Money Minor(int pence) => new(pence / 100m, Facts.Gbp);

    private static Money Sum(MemoryHub hub, InvoiceLineKind kind) =>
        Money.Sum(
            Facts.Gbp,
            hub.State.Invoices.Values.SelectMany(x => x.Invoice.Lines)
                .Where(line => line.Kind == kind)
                .Select(line => line.Amount)
        );

    private static void LedgerHolds(MemoryHub hub) =>
        Assert.True(hub.State.Ledger.Checked().Agrees(WorkLedger.Recount(hub.State.Work.Values)));

    private static void Approve(MemoryHub hub)
    {
        foreach (var draft in hub.Documents(InvoiceStatus.Draft))
        {
            Assert.Null(hub.Run(new ApproveInvoice(draft.Invoice.Reference, "test")));
        }
    }

    private static MemoryHub Billed(ContractTerms terms, IEnumerable<TimeEntry> work)
    {
        var hub = new MemoryHub(Facts.Engagement);
        foreach (var fact in Facts.Master)
        {
            hub.Take(fact);
        }

        hub.Take(new Contract(Facts.Engagement, 2, terms));
        foreach (var entry in work)
        {
            hub.Take(entry);
        }

        hub.Bill(July);
        return hub;
    }
}
