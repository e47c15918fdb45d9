using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Invoicing.Capping;
using Tieout.Domain.Invoicing.Credits;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;
using Tieout.Domain.TimeValidation;
using Tieout.Runtime.Storage;

namespace Tieout.Runtime.Tests.Reconciliation;

/// <summary>What is let off, and which caps are told of, in the tables as in the engagement.</summary>
public sealed class AllowanceRowsTests
{
    private static readonly LocalDate Day = new(2026, 10, 31);
    private static readonly Judgement Why = new("late start", "paul");

    [Fact]
    public async Task What_stands_of_a_discount_after_an_allowance_and_a_credit_is_in_the_tables()
    {
        await using var firm = await Firm.OpenAsync();
        var line = new ContractLine.TimeAndMaterials(
            ContractLineId.Parse("L-1"),
            LineScope.Everything,
            DiscountPercent: 10m
        );
        var contract = Firm.Contract() with { Terms = Firm.Terms() with { Lines = [line] } };
        Accept(await firm.DoAsync(new RecordContract(contract)));
        Accept(await firm.DoAsync(new RecordWork(Firm.Time(1, 4m))));
        Accept(await firm.DoAsync(new RecordWork(Firm.Time(2, 6m))));
        await firm.PostAsync();
        var allowance = new CreditInvoice(
            Firm.Reference(1),
            Day,
            Entries: null,
            CreditDisposition.Allowance,
            Why,
            Allowance: CreditAllowance.OfPercent(10m)
        );
        Accept(await firm.DoAsync(allowance));
        Accept(await firm.DoAsync(new ApproveInvoice(Firm.Reference(2), "anna")));
        var credit = new CreditInvoice(
            Firm.Reference(1),
            Day,
            [Firm.Time(1, 4m).Id],
            CreditDisposition.WriteOff
        );
        Accept(await firm.DoAsync(credit));
        Accept(await firm.DoAsync(new ApproveInvoice(Firm.Reference(3), "anna")));

        await firm.FollowAsync();

        // 600 less 10 %, and its discount of 60 less 10 %.
        (long?, long?)[] standing = [(-5_400, -600), (54_000, 6_000)];
        Assert.Equal(standing, Standing(firm.State).Order());
        await using var read = await firm.Store.OpenSnapshotAsync(CancellationToken.None);
        var rows = await read.ListAsync(
            "SELECT amount, allowance FROM slice WHERE stage = 'invoiced'",
            row => ((long?)row.GetInt64(0), row.IsDBNull(1) ? null : (long?)row.GetInt64(1)),
            CancellationToken.None
        );
        Assert.Equal(standing, rows.Order());
    }

    [Fact]
    public async Task A_cap_is_told_of_no_more_although_another_has_almost_its_name()
    {
        await using var firm = await Firm.OpenAsync();
        await TellAsync(firm, "cap of A_B", "cap of AXB");
        await TellAsync(firm, "cap of AXB");

        await firm.FollowAsync();

        await using var read = await firm.Store.OpenSnapshotAsync(CancellationToken.None);
        var rows = await read.ListAsync(
            "SELECT cap FROM cap_alert",
            row => row.GetString(0),
            CancellationToken.None
        );
        Assert.Equal(["cap of AXB"], rows);
    }

    private static IEnumerable<(long?, long?)> Standing(EngagementState state) =>
        state
            .Work.Values.SelectMany(item => item.Slices)
            .Where(slice => slice.Stage is Stage.Invoiced)
            .Select(slice =>
                ((long?)(slice.Amount?.Amount * 100m), (long?)(slice.Allowance?.Amount * 100m))
            );

    private static Task TellAsync(Firm firm, params string[] caps) =>
        firm.AppendAsync(
            Streams.Engagement(Firm.Engagement),
            [
                EventCodec.Encode(
                    new EngagementEvent.CapAlertsChanged([
                        .. caps.Select(cap => new CapStanding(cap, 80m, null, null)),
                    ])
                ),
            ]
        );

    private static void Accept(Rejection? refused) => Assert.Null(refused);
}
