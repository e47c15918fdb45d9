using CsCheck;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Taxes;
using Tieout.Domain.Tests.Ledger;

namespace Tieout.Domain.Tests.Invoicing;

/// <summary>Time that is billed and corrected again and again, under any terms.</summary>
internal static class CorrectedFirm
{
    public const int EntriesMax = 8;

    private const int RunsMax = 20;

    public static readonly LocalDate July = new(2026, 7, 31);

    /// <summary>Taxed apart from the rest, so that a document has two tax groups.</summary>
    private static readonly TaxRule Reduced = new(TaxCode.Parse("S7"), 1, TaxCategory.S, 7.3m);

    /// <summary>Discounts in tenths of a per cent; no cap where it is zero.</summary>
    public static readonly Gen<ContractTerms> AnyTerms =
        from percents in Gen.Int[0, 400].Array[4]
        from cap in Gen.Frequency((2, Gen.Const(0)), (1, Gen.Int[1, 400_000]))
        from prepaid in Gen.Int[0, 300_000]
        from grouped in Gen.Bool
        select Terms(percents, cap, grouped) with
        {
            DiscountPercent = percents[2] / 10m,
            RetentionPercent = percents[3] / 20m,
            Prepaid = Minor(prepaid),
        };

    /// <summary>An entry in a new version: longer, shorter, of another role, elsewhere, or gone.</summary>
    public static readonly Gen<Action<MemoryHub>> AnyChange = Gen.Select(
            Gen.Int[1, EntriesMax],
            Gen.Int[1, 600],
            Gen.Int[0, 11]
        )
        .Select((id, minutes, mix) => (Action<MemoryHub>)(hub => Change(hub, id, minutes, mix)));

    /// <summary>One tax group or two, at the discount and fee of each line.</summary>
    public static ContractTerms Terms(int[] percents, int cap, bool grouped) =>
        Facts.Terms() with
        {
            Lines =
            [
                new ContractLine.TimeAndMaterials(
                    ContractLineId.Parse("S"),
                    new LineScope([Facts.Support]),
                    DiscountPercent: percents[1] / 10m,
                    GroupBy: grouped ? null : [GroupKey.Entry]
                )
                {
                    TaxCode = Reduced.Code,
                },
                new ContractLine.TimeAndMaterials(
                    ContractLineId.Parse("T"),
                    LineScope.Everything,
                    Cap: cap == 0 ? null : new SpendingCap(Minor(cap)),
                    DiscountPercent: percents[0] / 10m,
                    FeePercent: percents[1] / 10m,
                    GroupBy: grouped ? null : [GroupKey.Entry],
                    Rounding: Facts.Rounding(percents[0] + 3)
                ),
            ],
        };

    /// <summary>The legal entity's tax is rounded so.</summary>
    public static void Tax(MemoryHub hub, TaxArithmetic arithmetic) =>
        hub.Take(
            Facts.Master.OfType<LegalEntity>().First() with
            {
                Version = 9,
                Arithmetic = arithmetic,
            }
        );

    public static MemoryHub With(ContractTerms terms)
    {
        var hub = new MemoryHub(Facts.Engagement, keepsClosedWork: true);
        foreach (var fact in Facts.Master)
        {
            hub.Take(fact);
        }

        hub.Take(Reduced);
        hub.Take(new Contract(Facts.Engagement, 2, terms));
        return hub;
    }

    /// <summary>Bills until nothing is left to bill; the target takes it all.</summary>
    public static void Bill(MemoryHub hub)
    {
        for (var (before, runs) = (-1, 0); before != hub.History.Count; runs++)
        {
            Assert.True(
                runs < RunsMax,
                $"billing comes to an end\n{hub.Fingerprint()}\n{string.Join('\n', hub.History.TakeLast(8))}"
            );
            before = hub.History.Count;
            Assert.Null(hub.Run(new DraftInvoice(July, July)));
            Approve(hub);
            hub.Post();
        }
    }

    public static void Approve(MemoryHub hub)
    {
        foreach (var draft in hub.Documents(InvoiceStatus.Draft))
        {
            Assert.Null(hub.Run(new ApproveInvoice(draft.Invoice.Reference, "test")));
        }
    }

    public static Money Minor(int pence) => new(pence / 100m, Facts.Gbp);

    private static void Change(MemoryHub hub, int id, int minutes, int mix)
    {
        var known = hub.State.Work.GetValueOrDefault(Facts.Time(id).Id);
        var entry = Facts.Time(
            id,
            (known?.Newest.Version ?? 0) + 1,
            minutes,
            Facts.Start.PlusDays((id * 7) % 30),
            mix % 4 == 0 ? "architect" : "consultant",
            isDeleted: mix == 11
        );
        hub.Take(mix % 3 == 0 ? entry with { Project = Facts.Support } : entry);
    }
}
