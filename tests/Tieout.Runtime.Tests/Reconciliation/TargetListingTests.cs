using Tieout.Domain.Invoicing;
using Tieout.Runtime.Reconciliation.TieOuts;

namespace Tieout.Runtime.Tests.Reconciliation;

/// <summary>What is asked of a target for a period, and what is looked for besides.</summary>
public sealed class TargetListingTests
{
    private static readonly TieOutPeriod October = new(new(2026, 10, 1), new(2026, 10, 31));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_is_listed_once_where_no_period_is_meant()
    {
        await using var firm = await Firm.OpenAsync();
        await firm.BillAsync();
        await firm.FollowAsync();
        var target = new DatedTarget(("TO-E-1-001", new(2026, 10, 31)), ("TO-X", new(2026, 1, 1)));

        Assert.Equal(["TO-E-1-001", "TO-X"], await ReadAsync(firm, target, TieOutPeriod.Ever));
        Assert.Equal(["TO- ever"], target.Asked);
    }

    [Fact]
    public async Task Of_a_period_its_days_are_listed()
    {
        await using var firm = await Firm.OpenAsync();
        await firm.BillAsync();
        await firm.FollowAsync();
        var target = new DatedTarget(("TO-E-1-001", new(2026, 10, 31)), ("TO-X", new(2026, 1, 1)));

        Assert.Equal(["TO-E-1-001"], await ReadAsync(firm, target, October));
        Assert.Equal(["TO- 2026-10-01 2026-10-31"], target.Asked);
    }

    [Fact]
    public async Task A_document_that_got_another_date_there_is_looked_for()
    {
        await using var firm = await Firm.OpenAsync();
        await firm.BillAsync();
        await firm.FollowAsync();
        var target = new DatedTarget(
            ("TO-E-1-001", new(2026, 12, 1)),
            ("TO-E-1-0010", new(2026, 12, 1))
        );

        Assert.Equal(["TO-E-1-001"], await ReadAsync(firm, target, October));
        Assert.Equal(["TO- 2026-10-01 2026-10-31", "TO-E-1-001 ever"], target.Asked);
    }

    [Fact]
    public async Task A_credit_memo_of_another_month_is_listed_with_its_invoice()
    {
        await using var firm = await Firm.OpenAsync();
        await firm.BillAsync();
        var day = new LocalDate(2026, 12, 5);
        Assert.Null(await firm.DoAsync(new CreditInvoice(Firm.Reference(1), day)));
        await firm.FollowAsync();
        var target = new DatedTarget(
            ("TO-E-1-001", new(2026, 10, 31)),
            ("TO-E-1-002", day),
            ("TO-X", new(2026, 12, 6))
        );

        Assert.Equal(["TO-E-1-001", "TO-E-1-002"], await ReadAsync(firm, target, October));
    }

    private static async Task<IEnumerable<string>> ReadAsync(
        Firm firm,
        DatedTarget target,
        TieOutPeriod period
    )
    {
        await using var read = await firm.Store.OpenSnapshotAsync(Cancellation);
        var listing = await TargetListing.PlanAsync(read, period, Cancellation);
        var held = await listing.ReadAsync(target, InvoiceReferences.Prefix, Cancellation);
        return held.Select(x => x.NaturalKey);
    }
}
