using Tieout.Domain.Canonical;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Amending;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.TimeValidation;

namespace Tieout.Runtime.Tests.Reconciliation;

/// <summary>What random histories have found once, each as short as it can be told.</summary>
public sealed class FoundHistoryTests
{
    /// <summary>A freed slice stands on nothing, and what repriced it still counts.</summary>
    [Fact]
    public async Task A_document_that_reprices_counts_for_the_invoice_that_its_work_stood_on_then()
    {
        await using var firm = await Firm.OpenAsync();
        await firm.BillAsync();
        var free = Firm.Terms() with { IsSigned = false };
        Assert.Null(await firm.DoAsync(new RecordContract(new Contract(Firm.Engagement, 2, free))));
        foreach (var sequence in firm.State.Withheld.Keys)
        {
            var plan = new PlanAmendment(sequence, Firm.Day, "paul", AmendmentChoice.Delta);
            Assert.Null(await firm.DoAsync(plan));
        }

        foreach (var plan in firm.State.Plans.Keys)
        {
            Assert.Null(await firm.DoAsync(new ApproveAmendment(plan, "anna")));
        }

        await firm.FollowAsync();

        Assert.Contains(firm.State.Invoices.Values, x => x.Invoice.IsRepricing);
        Assert.Empty(await TieOutTests.LedgerAsync(firm));
    }

    [Fact]
    public async Task A_held_version_that_was_touched_is_recorded_once_its_credit_is_posted()
    {
        await using var firm = await Firm.OpenAsync();
        await firm.BillAsync();
        Assert.Null(await firm.DoAsync(new RecordWork(Firm.Time(1, 8m, version: 2))));
        // Another note, or a mark that its source was given, is a newer version of what is held.
        Assert.Null(await firm.DoAsync(new RecordWork(Firm.Time(1, 8m, version: 3))));

        Assert.Null(await firm.DoAsync(new CreditHeldWork(Firm.Day)));
        Assert.Null(await firm.DoAsync(new ApproveInvoice(Firm.Reference(2), "policy:automatic")));
        await firm.FollowAsync();

        Assert.Equal(3, firm.State.Work[Firm.Time(1, 1m).Id].Work.Version);
        Assert.Empty(await TieOutTests.LedgerAsync(firm));
    }

    /// <summary>Each gives back the same version of it, which may be recorded once only.</summary>
    [Fact]
    public async Task Work_of_another_is_let_go_by_a_credit_and_by_the_void_of_its_invoice()
    {
        await using var firm = await Firm.OpenAsync();
        await firm.DoAsync(new RecordContract(Firm.Contract()));
        await firm.DoAsync(new RecordWork(Firm.Time(1, 8m)));
        await firm.DoAsync(new RecordWork(Firm.Time(2, 8m)));
        await firm.PostAsync();
        var first = Firm.Time(1, 8m, version: 2) with
        {
            IsBilledElsewhere = true,
            BilledOn = "OLD-7",
        };
        Assert.Null(await firm.DoAsync(new RecordWork(first)));

        Assert.Null(
            await firm.DoAsync(
                new CreditInvoice(Firm.Reference(1), Firm.Day.PlusMonths(1), [first.Id])
            )
        );
        Assert.Null(await firm.DoAsync(new ApproveInvoice(Firm.Reference(2), "policy:automatic")));
        Assert.Null(
            await firm.DoAsync(
                new RecordVoid(new DocumentVoided(Firm.Reference(1), 1, Firm.Day.PlusMonths(1)))
            )
        );
        await firm.FollowAsync();

        Assert.Equal(
            [Stage.NonBillable, Stage.Ready],
            firm.State.Work.Values.OrderBy(x => x.Work.Id.Value, StringComparer.Ordinal)
                .Select(x => x.Slices.Single().Stage)
        );
        Assert.Empty(await TieOutTests.LedgerAsync(firm));
    }
}
