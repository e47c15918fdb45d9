using CsCheck;
using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Tests.Ledger;

namespace Tieout.Domain.Tests.Invoicing;

/// <summary>Whenever billing ran in between, the same is in force in the end.</summary>
/// <remarks>
/// What the terms make depend on the run, and nothing else: the line of a group is rounded once a run
/// and shared by largest remainder, so an entry may differ by a minor unit for each document it shared
/// a line on; a percentage of a line is rounded for each of its documents.
/// </remarks>
public sealed class BillingInPiecesLaws
{
    private const long Histories = 700;

    private static readonly Gen<(Action<MemoryHub> Change, bool IsBilled)[]> AnyHistory =
        Gen.Select(
            CorrectedFirm.AnyChange,
            Gen.Frequency((2, Gen.Const(false)), (1, Gen.Const(true)))
        ).Array[1, 20];

    [Fact]
    public void Each_entry_that_is_a_line_of_its_own_comes_to_the_same_to_the_cent() =>
        Gen.Select(AnyTermsWith(isCapped: false, isGrouped: false), AnyHistory)
            .Sample(
                (terms, history) =>
                {
                    var (pieces, once) = Billed(terms, history);
                    Assert.Equal(TimeOf(once), TimeOf(pieces));
                    ChargesAreAlike(once, pieces);
                },
                iter: Histories
            );

    [Fact]
    public void Each_entry_of_a_group_comes_to_the_same_but_for_the_rounding_of_its_lines() =>
        Gen.Select(AnyTermsWith(isCapped: false, isGrouped: true), AnyHistory)
            .Sample(
                (terms, history) =>
                {
                    var (pieces, once) = Billed(terms, history);
                    var (whole, parts) = (TimeOf(once), TimeOf(pieces));
                    Assert.Equal(whole.Keys, parts.Keys);
                    foreach (var (work, amount) in whole)
                    {
                        // One minor unit on either side of its exact value.
                        Assert.InRange(parts[work] - amount, -0.02m, 0.02m);
                    }

                    ChargesAreAlike(once, pieces);
                },
                iter: Histories
            );

    [Fact]
    public void Under_a_cap_the_same_amount_is_in_force_whichever_entries_had_room() =>
        Gen.Select(AnyTermsWith(isCapped: true, isGrouped: false), AnyHistory)
            .Sample(
                (terms, history) =>
                {
                    var (pieces, once) = Billed(terms, history);
                    Assert.Equal(TimeOf(once).Values.Sum(), TimeOf(pieces).Values.Sum());
                    ChargesAreAlike(once, pieces);
                },
                iter: Histories
            );

    private static Gen<ContractTerms> AnyTermsWith(bool isCapped, bool isGrouped) =>
        from percents in Gen.Int[0, 400].Array[2]
        from cap in Gen.Int[1, 300_000]
        select CorrectedFirm.Terms(percents, isCapped ? cap : 0, isGrouped);

    private static (MemoryHub Pieces, MemoryHub Once) Billed(
        ContractTerms terms,
        (Action<MemoryHub> Change, bool IsBilled)[] history
    )
    {
        var (pieces, once) = (CorrectedFirm.With(terms), CorrectedFirm.With(terms));
        foreach (var (change, isBilled) in history)
        {
            change(pieces);
            change(once);
            if (isBilled)
            {
                CorrectedFirm.Bill(pieces);
            }
        }

        CorrectedFirm.Bill(pieces);
        CorrectedFirm.Bill(once);
        return (pieces, once);
    }

    /// <summary>Net in force of each piece of work; what was credited whole is not there.</summary>
    private static SortedDictionary<string, decimal> TimeOf(MemoryHub hub)
    {
        var net = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var share in InForce(hub, InvoiceLineKind.Time).SelectMany(x => x.Shares))
        {
            var before = net.GetValueOrDefault(share.Work.Value);
            net[share.Work.Value] = before + share.Amount.Amount;
        }

        foreach (var (work, _) in net.Where(x => x.Value == 0m).ToList())
        {
            net.Remove(work);
        }

        return net;
    }

    private static void ChargesAreAlike(MemoryHub once, MemoryHub pieces)
    {
        // Half a minor unit for each document that rounds the percentage, and for the one run.
        foreach (var kind in new[] { InvoiceLineKind.Discount, InvoiceLineKind.Fee })
        {
            var rounded = InForce(pieces, kind).Count() + InForce(once, kind).Count();
            var slack = 0.005m * (rounded + 1) + TimeDifference(once, pieces);
            var difference = Sum(pieces, kind) - Sum(once, kind);
            Assert.InRange(difference, -slack, slack);
        }
    }

    private static decimal TimeDifference(MemoryHub once, MemoryHub pieces) =>
        Math.Abs(Sum(once, InvoiceLineKind.Time) - Sum(pieces, InvoiceLineKind.Time));

    private static decimal Sum(MemoryHub hub, InvoiceLineKind kind) =>
        InForce(hub, kind).Sum(line => line.Amount.Amount);

    private static IEnumerable<InvoiceLine> InForce(MemoryHub hub, InvoiceLineKind kind) =>
        hub.Documents(InvoiceStatus.Approved, InvoiceStatus.Posted, InvoiceStatus.Paid)
            .SelectMany(x => x.Invoice.Lines)
            .Where(line => line.Kind == kind);
}
