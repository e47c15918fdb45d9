using CsCheck;
using Tieout.Domain.Amounts;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Tests.Ledger;

namespace Tieout.Domain.Tests.Invoicing;

/// <summary>What holds of money in advance whatever arrives, is corrected, refunded, drawn and credited.</summary>
public sealed class DepositLaws
{
    private const long Histories = 2_000;

    private static readonly LocalDate[] Ends = [new(2026, 7, 31), new(2026, 8, 31)];

    /// <summary>0 a deposit, 1 to 3 a run, 4 a credit; the rest is said by three numbers.</summary>
    private static readonly Gen<(int Act, int Which, int Amount, int Day)[]> AnyCourse = Gen.Select(
            Gen.Int[0, 9],
            Gen.Int[1, 3],
            Gen.Int[-800, 1_500],
            Gen.Int[0, 60]
        )
        .Select(x => (x.Item1, x.Item2, x.Item3, x.Item4))
        .Array[1, 14];

    [Fact]
    public void Nobody_ever_takes_what_has_not_arrived() =>
        AnyCourse.Sample(
            course =>
            {
                var hub = Working();
                for (var i = 0; i < course.Length; i++)
                {
                    Do(hub, course[i], version: i + 1);
                    Assert.All(Balances(hub), x => Assert.True(x.Amount >= 0m, $"{x}"));
                }
            },
            iter: Histories
        );

    [Fact]
    public void An_invoice_leaves_nothing_that_it_could_have_drawn() =>
        AnyCourse.Sample(
            course =>
            {
                var hub = Working();
                for (var i = 0; i < course.Length; i++)
                {
                    var before = hub.State;
                    Do(hub, course[i], version: i + 1);
                    foreach (
                        var drafted in hub.State.Invoices.Values.Where(x =>
                            !x.Invoice.IsCredit && before.Find(x.Invoice.Reference) is null
                        )
                    )
                    {
                        Assert.True(
                            drafted.Invoice.Payable.IsZero
                                || Balances(hub, drafted.Invoice.InvoiceDate).Any(x => x.IsZero)
                                || drafted.Invoice.PrepaidApplied is null
                        );
                    }
                }
            },
            iter: Histories
        );

    private static MemoryHub Working()
    {
        var hub = CorrectedFirm.With(Facts.Terms());
        foreach (var day in Enumerable.Range(0, 6))
        {
            var date = new LocalDate(2026, 7, 6).PlusDays(8 * day);
            hub.Take(Facts.Time(day + 1, minutes: 60 * (1 + day), date: date));
        }

        return hub;
    }

    /// <summary>Whatever is refused changes nothing.</summary>
    private static void Do(
        MemoryHub hub,
        (int Act, int Which, int Amount, int Day) step,
        long version
    )
    {
        switch (step.Act)
        {
            case <= 5:
                var day = new LocalDate(2026, 7, 3).PlusDays(step.Day);
                _ = hub.Run(
                    new RecordDeposit(DepositExamples.Of(step.Which, version, step.Amount, day))
                );
                break;
            case <= 8:
                var end = Ends[step.Which % 2];
                _ = hub.Run(new DraftInvoice(end, end));
                ApproveAll(hub);
                hub.Post();
                break;
            default:
                var posted = hub.Documents(InvoiceStatus.Posted)
                    .Where(x => !x.Invoice.IsCredit)
                    .ToList();
                if (posted.Count > 0)
                {
                    var credited = posted[step.Day % posted.Count].Invoice.Reference;
                    _ = hub.Run(new CreditInvoice(credited, Ends[1]));
                    ApproveAll(hub);
                }

                break;
        }
    }

    private static void ApproveAll(MemoryHub hub)
    {
        foreach (var draft in hub.Documents(InvoiceStatus.Draft))
        {
            _ = hub.Run(new ApproveInvoice(draft.Invoice.Reference, "anna"));
        }
    }

    /// <summary>Of the account on each day on which something moved, from a day on.</summary>
    private static IEnumerable<Money> Balances(MemoryHub hub, LocalDate? from = null)
    {
        var deposits = hub.State.Deposits.Values.Select(x => (x.ValueDate, x.Amount));
        var documents = hub
            .State.Invoices.Values.Where(x =>
                x.Status is not (InvoiceStatus.Cancelled or InvoiceStatus.Voided)
                && x.Invoice.PrepaidApplied is not null
            )
            .Select(x =>
                (
                    hub.State.Find(x.Invoice.RefersTo ?? x.Invoice.Reference)!.Invoice.InvoiceDate,
                    -x.Invoice.PrepaidApplied!.Value
                )
            );
        var balance = Money.Zero(Facts.Gbp);
        foreach (var day in deposits.Concat(documents).GroupBy(x => x.Item1).OrderBy(x => x.Key))
        {
            balance += Money.Sum(Facts.Gbp, day.Select(x => x.Item2));
            if (from is null || day.Key >= from)
            {
                yield return balance;
            }
        }
    }
}
