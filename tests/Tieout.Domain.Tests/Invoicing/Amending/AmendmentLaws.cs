using CsCheck;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Amending;
using Tieout.Domain.Tests.Ledger;

namespace Tieout.Domain.Tests.Invoicing.Amending;

/// <summary>What holds of every amendment, whatever was worked and agreed.</summary>
public sealed class AmendmentLaws
{
    private const long Firms = 500;

    private static readonly LocalDate End = new(2026, 5, 31);

    private static readonly Gen<TimeEntry[]> AnyWork = Gen.Select(Gen.Int[1, 900], Gen.Int[0, 100])
        .Array[1, 15]
        .Select(entries =>
            entries
                .Select(
                    (x, i) =>
                        Facts.Time(
                            i,
                            minutes: x.Item1,
                            date: new LocalDate(2026, 2, 1).PlusDays(x.Item2)
                        )
                )
                .ToArray()
        );

    private static readonly Gen<ContractTerms> AnyTerms =
        from cap in Gen.Int[0, 4]
        from period in Gen.Enum<CapPeriod>()
        from percent in Gen.Int[0, 1]
        from rounding in Gen.Int[0, 4]
        select AmendedFirm.Terms(
            "Q-1",
            AmendedFirm.Time() with
            {
                Cap =
                    cap == 0
                        ? null
                        : new SpendingCap(AmendedFirm.Pounds(cap * 1_500m), Period: period),
                DiscountPercent = percent * 10m,
                Rounding = Facts.Rounding(rounding),
            }
        );

    private static readonly Gen<AmendmentChoice> AnyCorrection = Gen.Bool.Select(isDelta =>
        isDelta ? AmendmentChoice.Delta : AmendmentChoice.CreditAndRebill
    );

    [Fact]
    public void An_amendment_that_is_carried_out_and_cancelled_leaves_what_was_billed_in_value() =>
        Gen.Select(AnyTerms, AnyWork, Gen.Int[0, 100], AnyCorrection)
            .Sample(
                (terms, work, day, choice) =>
                {
                    var uncapped = terms with { Lines = [AmendedFirm.Time()] };
                    var hub = Billed(uncapped, work);
                    var before = NetOf(hub);
                    var amendment = AmendedFirm.Amendment(
                        uncapped with
                        {
                            Quote = "Q-2",
                        },
                        from: new LocalDate(2026, 2, 1).PlusDays(day)
                    );
                    hub.Take(amendment);
                    Carry(hub, choice);
                    hub.Take(amendment with { Version = 2, IsCancelled = true });
                    Carry(hub, choice);

                    // A line of many entries rounds once, and a difference entry by entry.
                    var away = Math.Abs((NetOf(hub) - before).Amount);
                    Assert.True(away <= 0.01m * work.Length, $"{away}");
                    AmendedFirm.Holds(hub);
                },
                iter: Firms
            );

    [Fact]
    public void A_cap_holds_whatever_is_agreed_afterwards() =>
        Gen.Select(AnyTerms, AnyWork, Gen.Int[0, 100], AnyCorrection)
            .Sample(
                (terms, work, day, choice) =>
                {
                    var hub = Billed(terms, work);
                    hub.Take(
                        AmendedFirm.Amendment(
                            terms with
                            {
                                Quote = "Q-2",
                            },
                            from: new LocalDate(2026, 2, 1).PlusDays(day)
                        )
                    );
                    Carry(hub, choice);
                    hub.Bill(End);

                    var line = (ContractLine.TimeAndMaterials)terms.Lines[0];
                    var months = hub
                        .State.Work.Values.Where(item => item.Work is TimeEntry)
                        .GroupBy(item =>
                            line.Cap?.Period is CapPeriod.Month
                                ? item.Work.ServiceDate.ToYearMonth()
                                : default
                        );
                    foreach (var month in months)
                    {
                        var time = Money.Sum(Facts.Gbp, month.Select(x => x.Billed(Facts.Gbp)));
                        Assert.True(
                            line.Cap is not { Amount: { } most } || time <= most,
                            $"{time} of the cap {line.Cap?.Amount}"
                        );
                    }

                    Assert.Equal(
                        Effort.Sum(work.Select(x => x.Effort)),
                        Effort.Sum(
                            hub.State.Work.Values.SelectMany(x => x.Slices).Select(x => x.Effort)
                        )
                    );
                    AmendedFirm.Holds(hub);
                },
                iter: Firms
            );

    [Fact]
    public void A_difference_and_a_credit_with_rebill_come_to_the_same_within_rounding() =>
        Gen.Select(AnyTerms, AnyWork, Gen.Int[0, 100])
            .Sample(
                (terms, work, day) =>
                {
                    var amendment = AmendedFirm.Amendment(
                        terms with
                        {
                            Quote = "Q-2",
                        },
                        from: new LocalDate(2026, 2, 1).PlusDays(day)
                    );
                    var (one, other) = (Billed(terms, work), Billed(terms, work));
                    foreach (var hub in new[] { one, other })
                    {
                        hub.Take(amendment);
                    }

                    Carry(one, AmendmentChoice.Delta);
                    Carry(other, AmendmentChoice.CreditAndRebill);
                    one.Bill(End);
                    other.Bill(End);

                    var away = Math.Abs((NetOf(one) - NetOf(other)).Amount);
                    Assert.True(away <= 0.02m * work.Length, $"{away}");
                },
                iter: Firms
            );

    private static MemoryHub Billed(ContractTerms terms, IEnumerable<TimeEntry> work)
    {
        var hub = AmendedFirm.Started(terms, keepsClosedWork: true);
        foreach (var entry in work)
        {
            hub.Take(entry);
        }

        hub.Bill(AmendedFirm.February);
        hub.Bill(AmendedFirm.March);
        hub.Bill(AmendedFirm.April);
        return hub;
    }

    private static void Carry(MemoryHub hub, AmendmentChoice choice)
    {
        if (hub.State.Withheld.ContainsKey(1))
        {
            AmendedFirm.Execute(hub, choice);
        }
    }

    private static Money NetOf(MemoryHub hub) =>
        Money.Sum(
            Facts.Gbp,
            hub.State.Invoices.Values.Where(x => x.Status is not InvoiceStatus.Cancelled)
                .Select(x => x.Invoice.Net)
        );
}
