using CsCheck;
using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Rates;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Tests.BillableEvents;

public sealed class RateBookTests
{
    private static readonly LocalDate Day = new(2025, 3, 3);
    private static readonly CurrencyCode Usd = CurrencyCode.Parse("USD");
    private static readonly RateContext Architect = new(
        Day,
        Usd,
        Project: new ProjectCode("P1"),
        Customer: new CustomerCode("C1"),
        Role: "architect"
    );

    [Fact]
    public void A_loose_project_rate_beats_a_precise_customer_rate()
    {
        var book = new RateBook([
            Card(
                "CU",
                RateLevel.Customer,
                "C1",
                Line("cu", 200m, new RateMatch(Role: "architect"))
            ),
            Card("P", RateLevel.Project, "P1", Line("p", 150m, RateMatch.Everything)),
        ]);

        Assert.Equal((150m, "p"), Found(book.Resolve(Architect)));
    }

    [Fact]
    public void The_rate_that_an_entry_came_with_beats_every_card_but_one_of_the_entry()
    {
        var context = Architect with
        {
            Assignment = "A1",
            Entry = "time/psa/1",
            Own = Card(
                "own",
                RateLevel.Entry,
                "time/psa/1",
                Line("own", 187.50m, RateMatch.Everything)
            ),
        };
        var assignment = Card(
            "A",
            RateLevel.Assignment,
            "A1",
            Line("a", 200m, RateMatch.Everything)
        );
        var entry = Card("E", RateLevel.Entry, "time/psa/1", Line("e", 90m, RateMatch.Everything));

        Assert.Equal((187.50m, "own"), Found(new RateBook([assignment]).Resolve(context)));
        Assert.Equal((90m, "e"), Found(new RateBook([assignment, entry]).Resolve(context)));
        Assert.Equal(
            [RateVerdict.Chosen, RateVerdict.LowerLevel],
            new RateBook([assignment]).Explain(context).Select(x => x.Verdict)
        );
        var inEuro = context with
        {
            Own = context.Own with { Currency = CurrencyCode.Parse("EUR") },
        };
        Assert.Equal((200m, "a"), Found(new RateBook([assignment]).Resolve(inEuro)));
    }

    [Fact]
    public void A_day_of_eight_hours_at_1200_with_a_quarter_more_at_weekends_is_187_50_an_hour()
    {
        // 1,200 / 8 = 150 an hour; 150 x 1.25 = 187.50
        var line = new RateLine(
            "d",
            1200m,
            RateMatch.Everything,
            Unit: RateUnit.Day,
            HoursPerUnit: 8m
        );
        var card = Card("P", RateLevel.Project, "P1", line) with
        {
            Markups = [new RateMarkup(new RateMatch(WorkType: "weekend"), 25m)],
        };
        var book = new RateBook([card]);

        Assert.Equal((150m, "d"), Found(book.Resolve(Architect)));
        Assert.Equal((187.50m, "d"), Found(book.Resolve(Architect with { WorkType = "weekend" })));
    }

    [Fact]
    public void A_missing_rate_is_never_zero_and_two_equal_claims_are_never_guessed()
    {
        var book = new RateBook([
            Card("A", RateLevel.Project, "P1", Line("a", 150m, RateMatch.Everything)),
            Card("B", RateLevel.Project, "P1", Line("b", 155m, RateMatch.Everything)),
        ]);

        Assert.IsType<RateResolution.Missing>(RateBook.Empty.Resolve(Architect));
        var ambiguous = Assert.IsType<RateResolution.Ambiguous>(book.Resolve(Architect));
        Assert.Equal(["a", "b"], ambiguous.Candidates.Select(rate => rate.Line));
    }

    [Fact]
    public void A_rate_corrected_later_for_the_same_day_counts_from_the_day_it_was_known()
    {
        var wrong = Line("r1", 100m, RateMatch.Everything);
        var right = Line("r2", 110m, RateMatch.Everything) with { KnownFrom = new(2025, 5, 20) };
        var book = new RateBook([Card("P", RateLevel.Project, "P1", wrong, right)]);

        Assert.Equal((100m, "r1"), Found(book.AsOf(new(2025, 5, 19)).Resolve(Architect)));
        Assert.Equal((110m, "r2"), Found(book.AsOf(new(2025, 5, 20)).Resolve(Architect)));
    }

    [Fact]
    public void A_newer_version_of_a_card_replaces_the_old_one_and_old_news_changes_nothing()
    {
        var first = Card("P", RateLevel.Project, "P1", Line("p", 150m, RateMatch.Everything));
        var moved = first with { Version = 2, Level = RateLevel.Customer, Reference = "C1" };
        var book = new RateBook([first]).With(moved);

        Assert.Same(book, book.With(first));
        var found = Assert.IsType<RateResolution.Found>(book.Resolve(Architect));
        Assert.Equal(RateLevel.Customer, found.Applied.Level);
    }

    [Fact]
    public void The_explanation_names_winners_losers_and_near_misses()
    {
        var book = new RateBook([
            Card(
                "P",
                RateLevel.Project,
                "P1",
                Line("all", 150m, RateMatch.Everything),
                Line("arch", 170m, new RateMatch(Role: "architect")),
                Line("tester", 90m, new RateMatch(Role: "tester")),
                Line("next", 180m, new RateMatch(Role: "architect")) with
                {
                    From = new(2026, 1, 1),
                }
            ),
            Card("CU", RateLevel.Customer, "C1", Line("cu", 200m, RateMatch.Everything)),
        ]);

        Assert.Equal(
            [
                ("next", RateVerdict.OutsideDates),
                ("arch", RateVerdict.Chosen),
                ("tester", RateVerdict.OtherWork),
                ("all", RateVerdict.LessSpecific),
                ("cu", RateVerdict.LowerLevel),
            ],
            book.Explain(Architect).Select(c => (c.Rate.Line, c.Verdict))
        );
    }

    [Fact]
    public void The_order_of_cards_never_decides_and_the_index_agrees_with_reading_everything()
    {
        Gen.Select(Cards, Gen.Shuffle(Enumerable.Range(0, 6).ToArray()))
            .Sample(
                (cards, order) =>
                {
                    var book = new RateBook(cards).AsOf(Day);
                    var grown = order.Aggregate(
                        RateBook.Empty.AsOf(Day),
                        (b, i) => b.With(cards[i])
                    );
                    var one = book.Resolve(Architect);
                    var other = grown.Resolve(Architect);
                    var chosen = book.Explain(Architect)
                        .Where(c => c.Verdict is RateVerdict.Chosen or RateVerdict.Contradicts)
                        .Select(c => c.Rate)
                        .ToList();

                    Assert.Equal(Listed(one), Listed(other));
                    Assert.Equal(Listed(one), chosen);
                }
            );
    }

    private static Gen<RateCard[]> Cards =>
        Gen.Select(
                Gen.Bool.Select(own => own ? RateLevel.Project : RateLevel.Customer),
                Lines,
                Gen.Int[79, 82].Select(d => d == 79 ? (decimal?)null : d)
            )
            .Array[6]
            .Select(cards =>
                cards
                    .Select(
                        (c, i) =>
                            Card(
                                $"R{i}",
                                c.Item1,
                                c.Item1 is RateLevel.Project ? "P1" : "C1",
                                c.Item2
                            ) with
                            {
                                DefaultRate = c.Item3,
                            }
                    )
                    .ToArray()
            );

    private static Gen<RateLine[]> Lines =>
        Gen.Select(
                Gen.Int[100, 102],
                Gen.Int[0, 2]
                    .Select(i =>
                        i == 0 ? null
                        : i == 1 ? "architect"
                        : "tester"
                    ),
                Gen.Bool,
                Gen.Int[-1, 1],
                Gen.Int[-1, 1]
            )
            .Array[0, 4]
            .Select(lines =>
                lines
                    .Select(
                        (x, i) =>
                            new RateLine(
                                $"l{i}",
                                x.Item1,
                                new RateMatch(
                                    Task: x.Item3 ? null : new TaskCode("T"),
                                    Role: x.Item2
                                ),
                                Day.PlusDays(x.Item4),
                                KnownFrom: Day.PlusDays(x.Item5)
                            )
                    )
                    .ToArray()
            );

    private static IReadOnlyList<AppliedRate> Listed(RateResolution resolution) =>
        resolution switch
        {
            RateResolution.Found found => [found.Applied],
            RateResolution.Ambiguous ambiguous => ambiguous.Candidates,
            _ => [],
        };

    private static (decimal Rate, string Line) Found(RateResolution resolution)
    {
        var applied = Assert.IsType<RateResolution.Found>(resolution).Applied;
        return (applied.Rate, applied.Line);
    }

    private static RateLine Line(string id, decimal rate, RateMatch match) => new(id, rate, match);

    private static RateCard Card(
        string id,
        RateLevel level,
        string reference,
        params RateLine[] lines
    ) => new(new RateCardId(id), 1, level, reference, [.. lines], Usd);
}
