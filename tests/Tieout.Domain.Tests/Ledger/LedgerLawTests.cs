using CsCheck;
using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.Tests.Ledger;

/// <summary>What holds after every single step of any history.</summary>
public sealed class LedgerLawTests
{
    private const long Histories = 10_000;

    private static readonly Judgement Why = new("goodwill", "paul");

    private static Gen<Action<MemoryHub>> AnyWriteOff =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[0, 300])
            .Select<(int, int), Action<MemoryHub>>(x =>
                hub => hub.Run(WrittenOff(x.Item1, minutes: x.Item2))
            );

    private static readonly Gen<Action<MemoryHub>> AnyStep = Gen.Frequency<Action<MemoryHub>>(
        (8, Facts.AnyTime.Select<TimeEntry, Action<MemoryHub>>(time => hub => hub.Take(time))),
        (
            2,
            Gen.Int[0, 99]
                .Select<int, Action<MemoryHub>>(day => hub => hub.Bill(Facts.Start.PlusDays(day)))
        ),
        (
            1,
            Gen.Int[0, 99]
                .Select<int, Action<MemoryHub>>(day =>
                    hub =>
                        hub.Run(
                            new DraftInvoice(Facts.Start.PlusDays(day), Facts.Start.PlusDays(day))
                        )
                )
        ),
        (2, Gen.Const<Action<MemoryHub>>(hub => hub.Post())),
        (1, Gen.Const<Action<MemoryHub>>(hub => PayOldest(hub, 0.5m))),
        (2, Gen.Const<Action<MemoryHub>>(hub => PayOldest(hub, 1m))),
        (2, Gen.Int[0, 7].Select<int, Action<MemoryHub>>(way => hub => ChangePayment(hub, way))),
        (1, Gen.Const<Action<MemoryHub>>(VoidOldest)),
        (
            2,
            Gen.Enum<CreditDisposition>().Select<CreditDisposition, Action<MemoryHub>>(CreditOldest)
        ),
        (2, AnyWriteOff),
        (1, Gen.Int[1, 12].Select<int, Action<MemoryHub>>(id => hub => hub.Run(Reinstated(id)))),
        (1, AmendmentSteps.AnyRates),
        (2, AmendmentSteps.AnyAmendment),
        (1, AmendmentSteps.AnyRestatement),
        (2, AmendmentSteps.AnyExecution),
        (1, Gen.Const<Action<MemoryHub>>(AmendmentSteps.Reprice))
    );

    [Fact]
    public void The_work_ledger_balances_and_nothing_is_billed_twice_after_every_step() =>
        AnyStep
            .Array[1, 40]
            .Sample(
                steps =>
                {
                    var hub = WithMaster(keepsClosedWork: true);
                    foreach (var step in steps)
                    {
                        step(hub);
                        LedgerHolds(hub.State);
                        DocumentsHold(hub);
                    }

                    Assert.Equal(hub.Fingerprint(), hub.Replayed().Fingerprint());
                },
                iter: Histories
            );

    private static MemoryHub WithMaster(bool keepsClosedWork = false)
    {
        var hub = new MemoryHub(Facts.Engagement, keepsClosedWork);
        foreach (var fact in Facts.Master)
        {
            hub.Take(fact);
        }

        return hub;
    }

    private static void LedgerHolds(EngagementState state) =>
        Assert.True(state.Ledger.Checked().Agrees(WorkLedger.Recount(state.Work.Values)));

    /// <summary>
    /// Σ shares = line; and what approved documents consumed of a piece of work, credits taken off,
    /// is exactly what the work ledger says is invoiced of it.
    /// </summary>
    private static void DocumentsHold(MemoryHub hub)
    {
        var live = hub.Documents(InvoiceStatus.Approved, InvoiceStatus.Posted, InvoiceStatus.Paid);
        foreach (var invoice in live.Select(x => x.Invoice))
        {
            Assert.Equal(
                Enumerable.Range(1, invoice.Lines.Count),
                invoice.Lines.Select(line => line.Number)
            );
            Assert.Equal(
                invoice.LineTotal - invoice.Net,
                Money.Sum(Facts.Gbp, LineDiscounts.Of(invoice))
            );
        }

        foreach (var line in live.SelectMany(x => x.Invoice.Lines))
        {
            Assert.Equal(line.Amount, Money.Sum(Facts.Gbp, line.Shares.Select(x => x.Amount)));
        }

        var voided = hub.Documents(InvoiceStatus.Voided)
            .Select(x => x.Invoice.Reference)
            .ToHashSet();
        var consumed = live.Where(x => x.Invoice.RefersTo is not { } to || !voided.Contains(to))
            .SelectMany(x => x.Invoice.Lines)
            .SelectMany(line => line.Shares)
            .GroupBy(share => share.Work)
            .ToDictionary(
                group => group.Key,
                group => (Effort.Sum(group.Select(x => x.Effort)), group.Sum(x => x.Amount.Amount))
            );
        foreach (var item in hub.State.Work.Values)
        {
            var invoiced = item.Slices.Where(slice => slice.Stage == Stage.Invoiced).ToList();
            Assert.Equal(
                consumed.GetValueOrDefault(item.Work.Id),
                (
                    Effort.Sum(invoiced.Select(slice => slice.Effort)),
                    invoiced.Sum(slice => slice.Amount!.Value.Amount)
                )
            );
        }
    }

    /// <summary>In whole where no minutes are said.</summary>
    internal static WriteOffWork WrittenOff(int id, int minutes) =>
        new([Facts.Time(id).Id], Why, minutes == 0 ? null : Effort.OfHours(minutes / 60m));

    private static ReinstateWork Reinstated(int id) => new(Facts.Time(id).Id, Why);

    private static void PayOldest(MemoryHub hub, decimal part)
    {
        if (hub.Documents(InvoiceStatus.Posted) is [var document, ..])
        {
            var id = $"pay/{document.Invoice.Reference}/{document.Payments.Count}";
            var half = (document.Open * part).Round(Rounding.Up);
            hub.Take(new Payment(id, 1, document.Invoice.Reference, half, Facts.End));
        }
    }

    /// <summary>Cancelled, corrected, or an older version that comes late.</summary>
    private static void ChangePayment(MemoryHub hub, int way)
    {
        var paid = hub.State.Invoices.Values.Where(x => x.Payments.Count > 0).ToList();
        if (paid.Count > 0)
        {
            var payment = paid[way % paid.Count].Payments[^1];
            hub.Take(
                payment with
                {
                    Version = payment.Version + (way % 4 == 3 ? -1 : 1),
                    Amount = new Money(way % 2 == 0 ? 0m : payment.Amount.Amount + 1m, Facts.Gbp),
                }
            );
        }
    }

    /// <summary>All of it, or some of the work on it where it is to be given up.</summary>
    private static Action<MemoryHub> CreditOldest(CreditDisposition disposition) =>
        hub =>
        {
            if (hub.Documents(InvoiceStatus.Posted, InvoiceStatus.Paid) is [var document, ..])
            {
                IReadOnlyList<WorkId>? some =
                    disposition is CreditDisposition.Rebill
                        ? null
                        : [.. Enumerable.Range(1, 6).Select(id => Facts.Time(id).Id)];
                var reference = document.Invoice.Reference;
                if (
                    hub.Run(
                        new CreditInvoice(
                            reference,
                            Facts.End,
                            some,
                            disposition,
                            Allowance: Facts.AllowanceFor(disposition)
                        )
                    )
                    is null
                )
                {
                    foreach (var draft in hub.Documents(InvoiceStatus.Draft))
                    {
                        hub.Run(new ApproveInvoice(draft.Invoice.Reference, "test"));
                    }
                }
            }
        };

    private static void VoidOldest(MemoryHub hub)
    {
        if (hub.Documents(InvoiceStatus.Posted, InvoiceStatus.Paid) is [var document, ..])
        {
            hub.Take(new DocumentVoided(document.Invoice.Reference, 1, Facts.End));
        }
    }
}
