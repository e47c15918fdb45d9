using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;
using Tieout.Domain.Tests.Ledger;

namespace Tieout.Domain.Tests.BillableEvents;

/// <summary>Approved time that is not to be billed: 2 h x 150.00 unless said otherwise.</summary>
public sealed class WriteOffExamples
{
    private static readonly Judgement Why = new("rework", "paul");

    private readonly MemoryHub _hub = new(Facts.Engagement);

    public WriteOffExamples() => Facts.Master.ToList().ForEach(_hub.Take);

    [Fact]
    public void Some_hours_of_an_entry_are_written_off_and_the_rest_is_billed()
    {
        _hub.Take(Facts.Time(1, minutes: 120));

        Assert.Null(_hub.Run(WriteOff(hours: 0.5m)));

        Assert.Equal(["Ready 1.50 225.00", "WrittenOff 0.50 75.00"], Slices());
        _hub.Bill(Facts.End);
        Assert.Equal(225m, Billed());
        Assert.Equal(["Invoiced 1.50 225.00", "WrittenOff 0.50 75.00"], Slices());
    }

    [Fact]
    public void Written_off_in_whole_nothing_is_billed_until_it_is_reinstated()
    {
        _hub.Take(Facts.Time(1, minutes: 120));
        Assert.Null(_hub.Run(WriteOff()));
        Assert.Equal(["WrittenOff 2.00 300.00"], Slices());
        _hub.Bill(Facts.End);
        Assert.Empty(_hub.State.Invoices);

        Assert.Null(_hub.Run(new ReinstateWork(Facts.Time(1).Id, Why)));

        Assert.Equal(["Ready 2.00 300.00"], Slices());
        _hub.Bill(Facts.End);
        Assert.Equal(300m, Billed());
    }

    [Fact]
    public void A_new_rate_is_for_what_is_left_open()
    {
        _hub.Take(Facts.Time(1, minutes: 120));
        Assert.Null(_hub.Run(WriteOff(hours: 0.5m)));
        _hub.Take(Rates(160m));

        // 1.5 h x 160.00; what was given up keeps the value that it had.
        Assert.Equal(["Ready 1.50 240.00", "WrittenOff 0.50 75.00"], Slices());
    }

    [Fact]
    public void A_correction_keeps_the_hours_that_were_given_up_and_bills_the_rest_of_it()
    {
        _hub.Take(Facts.Time(1, minutes: 120));
        Assert.Null(_hub.Run(WriteOff(hours: 0.5m)));

        _hub.Take(Facts.Time(1, version: 2, minutes: 180));
        Assert.Equal(["Ready 2.50 375.00", "WrittenOff 0.50 75.00"], Slices());

        _hub.Take(Facts.Time(1, version: 3, minutes: 15));
        Assert.Equal(["WrittenOff 0.25 37.50"], Slices());
    }

    [Fact]
    public void A_correction_of_what_is_billed_keeps_them_as_well()
    {
        _hub.Take(Facts.Time(1, minutes: 120));
        Assert.Null(_hub.Run(WriteOff(hours: 0.5m)));
        _hub.Bill(Facts.End);
        _hub.Post();

        _hub.Take(Facts.Time(1, version: 2, minutes: 180));
        _hub.Bill(Facts.End);

        // 225.00 credited, 2.5 h billed.
        Assert.Equal(
            [225m, -225m, 375m],
            _hub.State.Invoices.Values.Select(x => x.Invoice.Net.Amount)
        );
        Assert.Equal(["Invoiced 2.50 375.00", "WrittenOff 0.50 75.00"], Slices());
    }

    [Fact]
    public void A_correction_of_a_draft_keeps_them_as_well()
    {
        _hub.Take(Facts.Time(1, minutes: 120));
        Assert.Null(_hub.Run(WriteOff(hours: 0.5m)));
        Assert.Null(_hub.Run(new DraftInvoice(Facts.End, Facts.End)));

        _hub.Take(Facts.Time(1, version: 2, minutes: 180));

        Assert.Equal(["Ready 2.50 375.00", "WrittenOff 0.50 75.00"], Slices());
    }

    [Fact]
    public void A_third_of_an_hour_loses_no_cent()
    {
        _hub.Take(Facts.Time(1, minutes: 61));
        Assert.Null(_hub.Run(WriteOff(hours: 0.3333m)));
        _hub.Bill(Facts.End);

        // 61 min are 152.50, 0.3333 h 50.00 (49.995).
        Assert.Equal(102.50m, Billed());
    }

    [Fact]
    public void Above_the_limit_somebody_else_has_to_approve()
    {
        _hub.Take(Facts.Time(1, minutes: 120));

        Assert.Equal("billing.needs-approver", Refused(Why));
        Assert.Equal("billing.needs-approver", Refused(Why with { ApprovedBy = "Paul" }));
        Assert.Null(_hub.Run(WriteOff(why: Why with { ApprovedBy = "anna" }, limit: 299.99m)));

        var made = _hub.History.OfType<EngagementEvent.WorkAdjusted>().Single().Adjustment;
        Assert.Equal((AdjustmentKind.WriteOff, "anna"), (made.Kind, made.Why.ApprovedBy));
        Assert.Equal((Effort.OfHours(2m), 300m), (made.Effort, made.Value?.Amount));

        string? Refused(Judgement why) => _hub.Run(WriteOff(why: why, limit: 299.99m))?.Code;
    }

    [Fact]
    public void What_was_written_off_of_it_before_counts_towards_the_limit()
    {
        _hub.Take(Facts.Time(1, minutes: 120));

        Assert.Null(_hub.Run(WriteOff(hours: 1m, limit: 200m)));
        Assert.Equal("billing.needs-approver", _hub.Run(WriteOff(hours: 0.5m, limit: 200m))?.Code);
        Assert.Null(_hub.Run(WriteOff(hours: 0.25m, limit: 200m)));
    }

    [Fact]
    public void At_the_limit_nobody_else_has_to()
    {
        _hub.Take(Facts.Time(1, minutes: 120));

        Assert.Null(_hub.Run(WriteOff(limit: 300m)));
    }

    [Fact]
    public void Only_what_is_approved_and_on_no_document_can_be_written_off()
    {
        Assert.Equal("billing.nothing-open", _hub.Run(WriteOff())?.Code);
        _hub.Take(Facts.Time(1, minutes: 120) with { Status = ApprovalStatus.Submitted });
        Assert.Equal("billing.nothing-open", _hub.Run(WriteOff())?.Code);

        _hub.Take(Facts.Time(1, version: 2, minutes: 120));
        Assert.Equal("billing.not-that-much", _hub.Run(WriteOff(hours: 2.5m))?.Code);
        Assert.Null(_hub.Run(new DraftInvoice(Facts.End, Facts.End)));
        Assert.Equal("billing.nothing-open", _hub.Run(WriteOff())?.Code);
    }

    private static WriteOffWork WriteOff(
        decimal? hours = null,
        Judgement? why = null,
        decimal? limit = null
    ) =>
        new([Facts.Time(1).Id], why ?? Why, hours is { } some ? Effort.OfHours(some) : null, limit);

    private static RateCard Rates(decimal consultant) =>
        new(
            RateCardId.Parse("CARD-1"),
            2,
            RateLevel.Contract,
            Facts.Engagement.Value,
            [new RateLine("consultant", consultant, new RateMatch(Role: "consultant"))],
            Facts.Gbp
        );

    private decimal Billed() => _hub.State.Invoices.Values.Single().Invoice.Net.Amount;

    private IEnumerable<string> Slices() =>
        _hub
            .State.Work[Facts.Time(1).Id]
            .Slices.Select(x =>
                FormattableString.Invariant(
                    $"{x.Stage} {x.Effort.Hours:0.00} {x.Amount!.Value.Amount:0.00}"
                )
            );
}
