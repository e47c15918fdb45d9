using CsCheck;
using Tieout.Domain.Canonical;

namespace Tieout.Domain.Tests.Ledger;

/// <summary>However facts arrive, the hub ends up saying the same.</summary>
public sealed class ArrivalTests
{
    private const long Histories = 2_000;

    private static readonly Gen<(CanonicalFact[] Straight, CanonicalFact[] Jumbled)> Arrivals =
        from world in Gen.Int[0, 50]
        from entries in Gen.Select(Gen.Int[1, 12], Gen.Long[1, 3]).Array[0, 30]
        let facts = Facts
            .Master.Concat(entries.Select(x => Facts.Entry(x.Item1, x.Item2, world)))
            .ToArray()
        from repeats in Gen.Int[0, facts.Length - 1].Array[0, 20]
        let told = facts.Concat(repeats.Select(i => facts[i])).ToArray()
        from jumbled in Gen.Shuffle(told)
        select (facts, jumbled);

    [Fact]
    public void Twice_shuffled_or_in_pieces_the_same_facts_give_the_same_state() =>
        Arrivals.Sample(x => Assert.Equal(After(x.Straight), After(x.Jumbled)), iter: Histories);

    [Fact]
    public void A_replayed_history_gives_the_same_state() =>
        Arrivals.Sample(
            x =>
            {
                var hub = Told(x.Jumbled);
                var replayed = new MemoryHub(Facts.Engagement).State.EvolveAll(hub.History);
                Assert.True(replayed.Ledger.Agrees(hub.State.Ledger));
                Assert.Equal(
                    hub.State.Work.Values.Select(item => item.Work.Version).Order(),
                    replayed.Work.Values.Select(item => item.Work.Version).Order()
                );
            },
            iter: 200
        );

    private static string After(CanonicalFact[] facts) => Told(facts).Fingerprint();

    private static MemoryHub Told(CanonicalFact[] facts)
    {
        var hub = new MemoryHub(Facts.Engagement);
        foreach (var fact in facts)
        {
            hub.Take(fact);
        }

        hub.Bill(Facts.End);
        return hub;
    }
}
