using CsCheck;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Intercompany;
using Tieout.Domain.Tests.Ledger;
using static Tieout.Domain.Tests.Intercompany.LendingFirm;

namespace Tieout.Domain.Tests.Intercompany;

/// <summary>Whatever happens to time, people and prices, two companies book the same, and all of it.</summary>
public sealed class IntercompanyLaws
{
    private const long Histories = 600;

    private static readonly LegalEntityCode In = LegalEntityCode.Parse("IN");

    private static readonly IReadOnlyList<LegalEntityCode?> Employers = [Uk, De, In, null];

    /// <summary>From the month before the contract to one after all work.</summary>
    private static readonly IReadOnlyList<YearMonth> Months =
    [
        .. Enumerable.Range(6, 6).Select(month => new YearMonth(2026, month)),
    ];

    private static readonly Gen<Action<MemoryHub>> AnyStep = Gen.Frequency(
        (
            8,
            Gen.Select(Facts.AnyTime, Gen.Int[1, 4])
                .Select((time, who) => Taking(time with { Resource = Person(who) }))
        ),
        (
            2,
            Gen.Select(Gen.Int[1, 4], Gen.Int[0, 3], Gen.Long[1, 9])
                .Select(
                    (who, employer, version) =>
                        Taking(new Resource(Person(who), version, "Person", Employers[employer]))
                )
        ),
        (3, Gen.Select(Gen.Int[0, 11], Gen.Int[0, 9_999], Gen.Long[1, 9]).Select(Priced)),
        (3, Gen.Select(Gen.Int[0, 11], Gen.Int[0, 9_999], Gen.Long[1, 9]).Select(Costing)),
        (4, ClosingLaws.AnyStep.Select(step => (Action<MemoryHub>)(hub => step(hub))))
    );

    [Fact]
    public void Months_add_up_and_both_companies_of_each_pair_book_the_same() =>
        AnyStep
            .Array[1, 40]
            .Sample(
                steps =>
                {
                    var hub = Played(steps);
                    var months = Months.Select(month => Of(hub, month)).ToList();

                    AssertBooked(months, ToDate(hub, Months[^1]));
                },
                iter: Histories
            );

    [Fact]
    public void Months_that_follow_what_was_booked_add_up_to_what_is_known_at_the_end() =>
        Gen.Select(AnyStep.Array[1, 10].Array[4], Gen.Int[0, 1].Array[4])
            .Sample(
                (rounds, advances) =>
                {
                    var hub = With([]);
                    var month = Months[1];
                    var booked = new EngagementIntercompany(Facts.Engagement, [], []);
                    var months = new List<IntercompanyMonth>();
                    foreach (var (steps, advance) in rounds.Zip(advances))
                    {
                        foreach (var step in steps)
                        {
                            step(hub);
                        }

                        // The same month once more, or the next one.
                        month = month.PlusMonths(advance);
                        var now = ToDate(hub, month);
                        months.Add(IntercompanyMonth.Of(month, booked, now));
                        booked = now;
                    }

                    AssertBooked(months, booked);
                    Assert.All(
                        months,
                        x =>
                        {
                            Assert.All(
                                x.Postings,
                                posting =>
                                    Assert.True(x.Month.ToDateInterval().Contains(posting.Date))
                            );
                            Assert.Distinct(x.Postings.Select(posting => posting.Id));
                        }
                    );
                },
                iter: Histories
            );

    [Fact]
    public void Every_approved_hour_of_another_company_is_booked_or_named() =>
        AnyStep
            .Array[1, 40]
            .Sample(
                steps =>
                {
                    var hub = Played(steps);
                    var toDate = ToDate(hub, Months[^1]);
                    var foreign = hub
                        .State.Work.Values.Select(item => item.Newest)
                        .OfType<TimeEntry>()
                        .Where(time => !time.IsDeleted && IsForeign(hub, time))
                        .ToLookup(time => time.Status is ApprovalStatus.Approved);
                    var booked = toDate.Times.Select(time => time.Work).ToHashSet();
                    var named = toDate.Gaps.Select(gap => gap.Work).ToHashSet();

                    Assert.Empty(booked.Intersect(named));
                    Assert.Subset(foreign[true].Select(time => time.Id).ToHashSet(), booked);
                    Assert.Equal(
                        foreign[true].Concat(foreign[false]).Select(time => time.Id).ToHashSet(),
                        booked.Union(named).ToHashSet()
                    );
                },
                iter: Histories
            );

    /// <summary>What was booked is the figure to date, by work, and the accounts of pairs meet.</summary>
    private static void AssertBooked(
        IReadOnlyList<IntercompanyMonth> months,
        EngagementIntercompany toDate
    )
    {
        var postings = months.SelectMany(month => month.Postings).ToList();
        var booked = postings
            .GroupBy(x => (x.Time.Work, x.Time.Lender, x.Time.Transfer.Currency))
            .Select(x =>
                (
                    x.Key.Work,
                    x.Key.Lender,
                    x.Sum(y => y.Time.Effort.Seconds),
                    x.Sum(y => y.Time.Cost.Amount),
                    x.Sum(y => y.Time.Transfer.Amount)
                )
            )
            .Where(x => x.Item3 != 0m);
        Assert.Equal(
            toDate
                .Times.Select(x =>
                    (x.Work, x.Lender, x.Effort.Seconds, x.Cost.Amount, x.Transfer.Amount)
                )
                .ToHashSet(),
            booked.ToHashSet()
        );

        var pairs = Elimination.Of(postings);
        Assert.All(pairs, pair => Assert.Equal(pair.Receivable, pair.Payable));
        Assert.Equal(
            toDate.Times.Sum(time => time.Transfer.Amount),
            pairs.Sum(pair => pair.Receivable.Amount)
        );
        Assert.All(postings, posting => Assert.True(posting.Entry.IsBalanced));
    }

    private static bool IsForeign(MemoryHub hub, TimeEntry time) =>
        hub.Reference.Resources.GetValueOrDefault(time.Resource)?.LegalEntity is not { } employer
        || employer != hub.State.Contract!.TermsAt(time.WorkDate).LegalEntity;

    private static MemoryHub Played(IEnumerable<Action<MemoryHub>> steps)
    {
        var hub = With([]);
        foreach (var step in steps)
        {
            step(hub);
        }

        return hub;
    }

    private static Action<MemoryHub> Taking(CanonicalFact fact) => hub => hub.Take(fact);

    /// <summary>Of one of two lenders, some for a role, some from a day in the middle on.</summary>
    private static Action<MemoryHub> Priced(int mix, int minor, long version) =>
        Taking(
            new TransferPrice(
                mix % 2 == 0 ? De : In,
                Uk,
                mix % 3 == 0 ? null : Facts.Start.PlusDays(mix * 7),
                version,
                new Money(minor / 100m, Usd),
                mix % 4 < 2 ? null : "consultant",
                mix == 11 ? Facts.Start.PlusDays(90) : null
            )
        );

    private static Action<MemoryHub> Costing(int mix, int minor, long version) =>
        Taking(
            new CostRate(
                mix % 2 == 0 ? De : In,
                mix % 3 == 0 ? null : Facts.Start.PlusDays(mix * 7),
                version,
                new Money(minor / 100m, Eur),
                mix % 4 == 0 ? Person(1 + (mix % 3)) : null,
                mix % 4 < 2 ? null : "consultant"
            )
        );

    private static ResourceCode Person(int number) =>
        ResourceCode.Parse(FormattableString.Invariant($"R-{number}"));
}
