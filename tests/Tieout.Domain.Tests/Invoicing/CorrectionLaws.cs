using CsCheck;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Credits;
using Tieout.Domain.Invoicing.Receivables;
using Tieout.Domain.Ledger;
using Tieout.Domain.Tests.Ledger;

namespace Tieout.Domain.Tests.Invoicing;

/// <summary>What holds of credits, however often billed work is corrected.</summary>
public sealed class CorrectionLaws
{
    private const long Histories = 1_000;

    private static readonly Gen<Action<MemoryHub>> AnyStep = Gen.Frequency<Action<MemoryHub>>(
        (6, CorrectedFirm.AnyChange),
        (3, Gen.Const<Action<MemoryHub>>(CorrectedFirm.Bill)),
        (
            1,
            Gen.Select(Gen.Int[0, 99], Gen.Enum<CreditDisposition>(), Gen.Bool)
                .Select((pick, way, all) => (Action<MemoryHub>)(hub => Credit(hub, pick, way, all)))
        ),
        (
            1,
            Gen.Select(Gen.Int[0, 99], Gen.Int[1, 100])
                .Select((pick, percent) => (Action<MemoryHub>)(hub => Release(hub, pick, percent)))
        ),
        (
            1,
            Gen.Select(Gen.Int[1, 3], Gen.Long[1, 5], Gen.Int[0, 300_000])
                .Select(
                    (id, version, pence) =>
                        (Action<MemoryHub>)(
                            hub => hub.Take(DepositExamples.Of(id, version, pence / 100m))
                        )
                )
        )
    );

    [Fact]
    public void No_credit_goes_beyond_its_document_and_credits_of_everything_end_at_zero() =>
        Gen.Select(CorrectedFirm.AnyTerms, DocumentTaxTests.Arithmetics, AnyStep.Array[1, 25])
            .Sample(
                (terms, arithmetic, steps) =>
                {
                    var hub = CorrectedFirm.With(terms);
                    CorrectedFirm.Tax(hub, arithmetic);
                    foreach (var step in steps)
                    {
                        step(hub);
                        CreditsHold(hub);
                    }

                    CreditAll(hub);
                    CreditsHold(hub);
                    NothingIsLeft(hub);
                },
                iter: Histories
            );

    /// <summary>By line, by tax and in all: credits are between nothing and the whole.</summary>
    private static void CreditsHold(MemoryHub hub)
    {
        Assert.True(hub.State.Ledger.Checked().Agrees(WorkLedger.Recount(hub.State.Work.Values)));
        foreach (var original in InForce(hub).Where(x => !x.IsCredit))
        {
            List<Invoice> all = [original, .. CreditsOf(hub, original)];
            Within(original.Net, all.Select(x => x.Net));
            Within(original.Tax, all.Select(x => x.Tax));
            Within(original.Gross, all.Select(x => x.Gross));
            Within(original.Discount, all.Select(x => x.Discount));
            Within(original.Retention, all.Select(x => x.Retention));
            foreach (var tax in original.Taxes)
            {
                var same = all.SelectMany(x => x.Taxes).Where(x => x.Rate == tax.Rate).ToList();
                Within(tax.Taxable, same.Select(x => x.Taxable));
                Within(tax.Tax, same.Select(x => x.Tax));
            }

            foreach (var line in original.Lines.GroupBy(Charged))
            {
                Within(
                    Money.Sum(Facts.Gbp, line.Select(x => x.Amount)),
                    all.SelectMany(x => x.Lines)
                        .Where(x => Charged(x) == line.Key)
                        .Select(x => x.Amount)
                );
            }
        }

        var received =
            hub.State.Deposits.Values.Sum(x => x.Amount.Amount)
            + (hub.State.Contract!.Contract.Terms.Prepaid?.Amount ?? 0m);
        Assert.InRange(InForce(hub).Sum(x => x.PrepaidApplied?.Amount ?? 0m), 0m, received);
        foreach (var document in InForce(hub))
        {
            Assert.Equal(
                document.Net,
                Money.Sum(Facts.Gbp, document.Taxes.Select(tax => tax.Taxable))
            );
        }
    }

    private static (ContractLineId, InvoiceLineKind, string) Charged(InvoiceLine line) =>
        (
            line.Line,
            line.Kind,
            line.Description.Replace("Allowance: ", string.Empty, StringComparison.Ordinal)
        );

    private static void NothingIsLeft(MemoryHub hub)
    {
        foreach (var original in InForce(hub).Where(x => !x.IsCredit))
        {
            List<Invoice> all = [original, .. CreditsOf(hub, original)];
            Assert.Equal(0m, all.Sum(x => x.Net.Amount));
            Assert.Equal(0m, all.Sum(x => x.Tax.Amount));
            var document = hub.State.Find(original.Reference)!;
            Assert.Equal(
                (document.Released ?? default).Amount,
                all.Sum(x => (x.Retention ?? default).Amount)
            );
            foreach (var tax in all.SelectMany(x => x.Taxes).GroupBy(x => (x.Category, x.Rate)))
            {
                Assert.Equal(
                    (0m, 0m),
                    (tax.Sum(x => x.Taxable.Amount), tax.Sum(x => x.Tax.Amount))
                );
            }
        }

        Assert.DoesNotContain(
            hub.State.Work.Values.SelectMany(x => x.Slices),
            slice => slice.Stage is Stage.Invoiced or Stage.Drafted
        );
    }

    /// <summary>What stays in force of an amount is between it and nothing.</summary>
    private static void Within(Money? whole, IEnumerable<Money?> parts)
    {
        var left = parts.Sum(x => x?.Amount ?? 0m);
        var most = whole?.Amount ?? 0m;
        Assert.InRange(left, Math.Min(0m, most), Math.Max(0m, most));
    }

    private static void Within(Money whole, IEnumerable<Money> parts) =>
        Within((Money?)whole, parts.Select(x => (Money?)x));

    private static List<Invoice> InForce(MemoryHub hub) =>
        [
            .. hub.Documents(InvoiceStatus.Approved, InvoiceStatus.Posted, InvoiceStatus.Paid)
                .Select(x => x.Invoice),
        ];

    private static IEnumerable<Invoice> CreditsOf(MemoryHub hub, Invoice original) =>
        InForce(hub).Where(x => x.RefersTo == original.Reference);

    private static void Credit(MemoryHub hub, int pick, CreditDisposition way, bool all)
    {
        var originals = hub.Documents(InvoiceStatus.Posted, InvoiceStatus.Paid)
            .Where(x => !x.Invoice.IsCredit)
            .ToList();
        if (originals.Count > 0)
        {
            IReadOnlyList<WorkId>? some = all
                ? null
                : [Facts.Time((pick % CorrectedFirm.EntriesMax) + 1).Id];
            var reference = originals[pick % originals.Count].Invoice.Reference;
            var allowance =
                way is CreditDisposition.Allowance ? CreditAllowance.OfPercent(pick + 1m) : null;
            hub.Run(
                new CreditInvoice(reference, CorrectedFirm.July, some, way, Allowance: allowance)
            );
            CorrectedFirm.Approve(hub);
        }
    }

    /// <summary>A part of what is kept back by now, or all of it.</summary>
    private static void Release(MemoryHub hub, int pick, int percent)
    {
        var originals = hub.Documents(InvoiceStatus.Posted, InvoiceStatus.Paid)
            .Where(x => !x.Invoice.IsCredit)
            .ToList();
        if (originals.Count > 0)
        {
            var document = originals[pick % originals.Count];
            var held = document.RetentionHeld(hub.State);
            hub.Run(
                new ReleaseRetention(
                    document.Invoice.Reference,
                    CorrectedFirm.July,
                    new Judgement("handed over", "paul"),
                    (held * (percent / 100m)).Round().Amount
                )
            );
            Assert.InRange(
                hub.State.Find(document.Invoice.Reference)!.RetentionHeld(hub.State).Amount,
                0m,
                held.Amount
            );
        }
    }

    private static void CreditAll(MemoryHub hub)
    {
        CorrectedFirm.Bill(hub);
        foreach (var original in InForce(hub).Where(x => !x.IsCredit))
        {
            hub.Run(new CreditInvoice(original.Reference, CorrectedFirm.July));
            CorrectedFirm.Approve(hub);
        }
    }
}
