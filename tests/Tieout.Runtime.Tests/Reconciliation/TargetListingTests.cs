using Tieout.Connect;
using Tieout.Domain.Invoicing;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.TimeValidation;
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
        await using var firm = await BilledAsync();
        var target = new DatedTarget(
            new("TO-E-1-001", new(2026, 10, 31)),
            new("TO-X", new(2026, 1, 1))
        );

        Assert.Equal(["TO-E-1-001", "TO-X"], await ReadAsync(firm, target, TieOutPeriod.Ever));
        Assert.Equal(["TO- ever"], target.Asked);
    }

    [Fact]
    public async Task Of_a_period_its_days_are_listed()
    {
        await using var firm = await BilledAsync();
        var target = new DatedTarget(
            new("TO-E-1-001", new(2026, 10, 31)),
            new("TO-X", new(2026, 1, 1))
        );

        Assert.Equal(["TO-E-1-001"], await ReadAsync(firm, target, October));
        Assert.Equal(["TO- 2026-10-01 2026-10-31"], target.Asked);
    }

    [Fact]
    public async Task A_document_that_got_another_date_there_is_looked_for()
    {
        await using var firm = await BilledAsync();
        var target = new DatedTarget(
            new("TO-E-1-001", new(2026, 12, 1)),
            new("TO-E-1-0010", new(2026, 12, 1))
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
            new("TO-E-1-001", new(2026, 10, 31)),
            new("TO-E-1-002", day),
            new("TO-X", new(2026, 12, 6))
        );

        Assert.Equal(["TO-E-1-001", "TO-E-1-002"], await ReadAsync(firm, target, October));
    }

    [Fact]
    public async Task A_document_that_is_void_and_was_issued_again_on_another_day_is_found()
    {
        await using var firm = await BilledAsync();
        var target = new DatedTarget(
            new("TO-E-1-001", new(2026, 10, 31), TargetState.Voided),
            new("TO-E-1-001", new(2026, 11, 2))
        );

        Assert.Equal(["TO-E-1-001", "TO-E-1-001"], await ReadAsync(firm, target, October));
    }

    [Fact]
    public async Task Where_much_is_missing_all_is_listed_once()
    {
        await using var firm = await Firm.OpenAsync();
        await firm.DoAsync(new RecordContract(Firm.Contract()));
        for (var i = 1; i <= 21; i++)
        {
            await firm.DoAsync(new RecordWork(Firm.Time(i, 1m)));
            await firm.DoAsync(new DraftInvoice(October.To, October.To));
            await firm.DoAsync(new ApproveInvoice(Firm.Reference(i), "policy:automatic"));
            await firm.DoAsync(
                new RecordPosting(Firm.Reference(i), Firm.Posted(Firm.Reference(i)))
            );
        }

        await firm.FollowAsync();
        var target = new DatedTarget(new DatedDocument("TO-E-1-007", new(2026, 12, 1)));

        Assert.Equal(["TO-E-1-007"], await ReadAsync(firm, target, October));
        Assert.Equal(["TO- 2026-10-01 2026-10-31", "TO- ever"], target.Asked);
    }

    private static async Task<Firm> BilledAsync()
    {
        var firm = await Firm.OpenAsync();
        await firm.BillAsync();
        await firm.FollowAsync();
        return firm;
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
