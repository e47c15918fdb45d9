using CsCheck;
using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Receivables;
using Tieout.Domain.Ledger;

namespace Tieout.Domain.Tests.Ledger;

/// <summary>
/// A hub that lets go of what is paid and one that keeps everything are given the same commands, in an
/// order in which nobody uses them: drafts stay, any document is paid, in part and more, or voided.
/// </summary>
public sealed class ClosingLaws
{
    private const long Histories = 10_000;

    private static readonly Judgement Why = new("agreed", "paul");

    /// <summary>Answers the code of what was refused; empty when nothing was.</summary>
    internal delegate string Step(MemoryHub hub);

    /// <summary>Also for other laws of histories.</summary>
    internal static readonly Gen<Step> AnyStep = Gen.Frequency<Step>(
        (8, Facts.AnyTime.Select<TimeEntry, Step>(x => Taking(x))),
        (1, Gen.Int[2, 6].Select<int, Step>(x => Taking(Fees(x)))),
        (3, AnyDay.Select<LocalDate, Step>(x => Doing(hub => hub.Bill(x)))),
        (2, AnyDay.Select<LocalDate, Step>(x => hub => Run(hub, new DraftInvoice(x, x)))),
        (2, OnAny(Drafts, x => new ApproveInvoice(x.Invoice.Reference, "anna"))),
        (1, OnAny(Drafts, x => new CancelInvoiceDraft(x.Invoice.Reference, "not agreed"))),
        (3, Gen.Const<Step>(Doing(hub => hub.Post()))),
        (6, OnAny(Unsettled, x => new RecordPayment(Paid(x, x.Open)))),
        (2, OnAny(Unsettled, x => new RecordPayment(Paid(x, (x.Open * 0.5m).Round())))),
        (1, OnAny(Final, x => new RecordPayment(Cancelled(x)))),
        (2, OnAny(Final, x => new RecordVoid(new DocumentVoided(x.Invoice.Reference, 1, End)))),
        (2, OnAny(Final, x => new CreditInvoice(x.Invoice.Reference, End))),
        (1, AnyCredit),
        (1, OnAny(Final, x => new DisputeInvoice(x.Invoice.Reference, 100m, Why))),
        (1, OnAny(Final, x => new ResolveDispute(x.Invoice.Reference, Why))),
        (1, OnAny(Final, x => new ReleaseRetention(x.Invoice.Reference, End, Why))),
        (1, Gen.Int[1, 12].Select<int, Step>(id => hub => Run(hub, Reinstated(id)))),
        (
            1,
            Gen.Select(Gen.Int[1, 12], Gen.Int[0, 300])
                .Select<(int, int), Step>(x =>
                    hub => Run(hub, LedgerLawTests.WrittenOff(x.Item1, minutes: x.Item2))
                )
        ),
        (1, AmendmentSteps.AnyRates.Select<Action<MemoryHub>, Step>(Doing)),
        (2, AmendmentSteps.AnyAmendment.Select<Action<MemoryHub>, Step>(Doing)),
        (1, AmendmentSteps.AnyRestatement.Select<Action<MemoryHub>, Step>(Doing)),
        (2, AmendmentSteps.AnyExecution.Select<Action<MemoryHub>, Step>(Doing)),
        (1, Gen.Const<Step>(hub => Run(hub, new RepriceWork(End, End))))
    );

    [Fact]
    public void Letting_go_changes_no_answer_no_document_and_no_open_work() =>
        AnyStep
            .Array[1, 60]
            .Sample(
                steps =>
                {
                    var (hub, whole) = (WithMaster(false), WithMaster(keepsClosedWork: true));
                    foreach (var step in steps)
                    {
                        Assert.Equal(step(whole), step(hub));
                        AssertAlike(whole.State, hub.State);
                    }

                    // A stream that was written before closings were told of.
                    var untold = new EngagementState(Facts.Engagement).EvolveAll(
                        hub.History.Where(e => e is not EngagementEvent.DocumentsClosed)
                    );
                    AssertAlike(whole.State, untold);
                },
                iter: Histories
            );

    private static void AssertAlike(EngagementState whole, EngagementState state)
    {
        Assert.True(state.Ledger.Agrees(whole.Ledger));
        Assert.Equal(Standing(whole), Standing(state));
        Assert.Equal(OpenWork(whole), OpenWork(state));
    }

    private static LocalDate End => Facts.End;

    private static Gen<LocalDate> AnyDay => Gen.Int[0, 99].Select(x => Facts.Start.PlusDays(x));

    private static Gen<Step> AnyCredit =>
        Gen.Select(Gen.Int[0, 99], Gen.Int[1, 9], Gen.Enum<CreditDisposition>())
            .Select<(int Place, int Works, CreditDisposition Disposition), Step>(x =>
                hub =>
                    At(Final(hub), x.Place) is { } document
                        ? Run(hub, Credit(document, x.Works, x.Disposition))
                        : string.Empty
            );

    /// <summary>A command on one of some documents; nothing when there is none.</summary>
    private static Gen<Step> OnAny(
        Func<MemoryHub, IReadOnlyList<InvoiceState>> documents,
        Func<InvoiceState, EngagementCommand> command
    ) =>
        Gen.Int[0, 99]
            .Select<int, Step>(place =>
                hub =>
                    At(documents(hub), place) is { } document
                        ? Run(hub, command(document))
                        : string.Empty
            );

    private static InvoiceState? At(IReadOnlyList<InvoiceState> documents, int place) =>
        documents.Count == 0 ? null : documents[place % documents.Count];

    private static IReadOnlyList<InvoiceState> Drafts(MemoryHub hub) =>
        hub.Documents(InvoiceStatus.Draft);

    private static IReadOnlyList<InvoiceState> Final(MemoryHub hub) =>
        hub.Documents(
            InvoiceStatus.Approved,
            InvoiceStatus.Posted,
            InvoiceStatus.Paid,
            InvoiceStatus.Voided
        );

    private static IReadOnlyList<InvoiceState> Unsettled(MemoryHub hub) =>
        [.. Final(hub).Where(x => x.Status is not InvoiceStatus.Voided && !x.Open.IsZero)];

    private static Payment Paid(InvoiceState x, Money amount) =>
        new($"pay/{x.Invoice.Reference}/{x.Payments.Count}", 1, x.Invoice.Reference, amount, End);

    private static Payment Cancelled(InvoiceState x)
    {
        var last = x.Payments is [.., var known] ? known : Paid(x, x.Open);
        return last with { Version = last.Version + 1, Amount = Money.Zero(Facts.Gbp) };
    }

    private static CreditInvoice Credit(
        InvoiceState document,
        int works,
        CreditDisposition disposition
    ) =>
        new(
            document.Invoice.Reference,
            End,
            [.. Enumerable.Range(1, works).Select(id => Facts.Time(id).Id)],
            disposition,
            Allowance: Facts.AllowanceFor(disposition)
        );

    private static ReinstateWork Reinstated(int id) => new(Facts.Time(id).Id);

    /// <summary>A fixed fee beside the time, whose second instalment changes its name.</summary>
    private static Amendment Fees(int version) =>
        new(
            Facts.Engagement,
            4,
            version,
            Facts.Start.PlusDays(version * 3),
            IsSigned: true,
            Facts.Terms() with
            {
                Lines =
                [
                    new ContractLine.FixedFee(
                        ContractLineId.Parse("FEE"),
                        new LineScope([Facts.Support]),
                        [
                            Row("a", 20, 1_000m),
                            Row(version % 2 == 0 ? "b" : "c", 50, 500m + version),
                        ]
                    ),
                    new ContractLine.TimeAndMaterials(
                        ContractLineId.Parse("T&M"),
                        LineScope.Everything
                    ),
                ],
            }
        );

    private static ScheduleRow Row(string id, int day, decimal amount) =>
        new(id, Facts.Start.PlusDays(day), new Money(amount, Facts.Gbp));

    private static Step Taking(CanonicalFact fact) => Doing(hub => hub.Take(fact));

    private static Step Doing(Action<MemoryHub> act) =>
        hub =>
        {
            act(hub);
            return string.Empty;
        };

    private static string Run(MemoryHub hub, EngagementCommand command) =>
        hub.Run(command)?.Code ?? string.Empty;

    internal static MemoryHub WithMaster(bool keepsClosedWork)
    {
        var hub = new MemoryHub(Facts.Engagement, keepsClosedWork);
        foreach (var fact in Facts.Master)
        {
            hub.Take(fact);
        }

        return hub;
    }

    private static IEnumerable<string> Standing(EngagementState state) =>
        state.Invoices.Values.Select(x =>
            $"{x.Invoice.Reference} {x.Status} {x.Invoice.Gross} open {x.Open}: "
            + string.Join(
                ';',
                x.Invoice.Lines.Select(line => $"{line.Line} {line.Quantity} {line.Amount}")
            )
        );

    private static IEnumerable<string> OpenWork(EngagementState state) =>
        state
            .Work.Values.Where(item =>
                item.Held is not null
                || item.Slices.Any(slice => slice.IsOpen && slice.Stage is not Stage.NonBillable)
            )
            .OrderBy(item => item.Work.Id.Value, StringComparer.Ordinal)
            .Select(item => $"{item.Work} {string.Join(' ', item.Slices)} {item.Held}");
}
