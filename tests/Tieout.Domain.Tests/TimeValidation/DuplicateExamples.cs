using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents;
using Tieout.Domain.BillableEvents.Readiness;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;
using Tieout.Domain.Tests.Ledger;

namespace Tieout.Domain.Tests.TimeValidation;

/// <summary>Time that looks like other time, in a firm that suspects it.</summary>
public sealed class DuplicateExamples
{
    private readonly MemoryHub _hub = new(Facts.Engagement);

    public DuplicateExamples()
    {
        Facts.Master.ToList().ForEach(_hub.Take);
        _hub.Take(new ReadinessPlan(1, SuspectsDuplicates: true));
    }

    [Theory]
    [InlineData(1, 2, 3)]
    [InlineData(1, 3, 2)]
    [InlineData(2, 1, 3)]
    [InlineData(3, 2, 1)]
    public void All_but_the_first_by_id_wait_whatever_order_they_come_in(params int[] order)
    {
        foreach (var id in order)
        {
            _hub.Take(Facts.Time(id));
        }

        AssertSuspected(2, 3);
    }

    [Fact]
    public void They_end_to_wait_when_the_first_is_deleted_or_changed()
    {
        _hub.Take(Facts.Time(1));
        _hub.Take(Facts.Time(2));
        _hub.Take(Facts.Time(3));

        _hub.Take(Facts.Time(1, version: 2, minutes: 61m));
        AssertSuspected(3);

        _hub.Take(Facts.Time(2, version: 2, isDeleted: true));
        AssertSuspected();
    }

    [Fact]
    public void One_that_is_written_off_is_beside_nothing_any_more_until_it_is_reinstated()
    {
        _hub.Take(Facts.Time(1));
        _hub.Take(Facts.Time(2));
        var why = new Judgement("entered twice", "paul");

        Assert.Null(_hub.Run(new WriteOffWork([Facts.Time(1).Id], why)));
        AssertSuspected();

        Assert.Null(_hub.Run(new ReinstateWork(Facts.Time(1).Id, why)));
        AssertSuspected(2);

        Assert.Null(_hub.Run(new WriteOffWork([Facts.Time(2).Id], why)));
        AssertSuspected();
    }

    [Fact]
    public void The_source_may_say_that_it_is_no_duplicate()
    {
        _hub.Take(Facts.Time(1));
        _hub.Take(Facts.Time(2));
        AssertSuspected(2);

        _hub.Take(Facts.Time(2, version: 2) with { IsConfirmedDuplicate = true });

        AssertSuspected();
    }

    [Fact]
    public void What_becomes_alike_by_a_change_waits_from_then_on()
    {
        _hub.Take(Facts.Time(1, minutes: 30m));
        _hub.Take(Facts.Time(2));
        AssertSuspected();

        _hub.Take(Facts.Time(1, version: 2));

        AssertSuspected(2);
    }

    [Fact]
    public void Another_person_day_effort_project_or_task_is_other_time()
    {
        var time = Facts.Time(1);
        _hub.Take(time);
        _hub.Take(Facts.Time(2) with { Resource = ResourceCode.Parse("R-2") });
        _hub.Take(Facts.Time(3) with { WorkDate = time.WorkDate.PlusDays(1) });
        _hub.Take(Facts.Time(4) with { Effort = Effort.OfMinutes(61m) });
        _hub.Take(Facts.Time(5) with { Project = Facts.Support });
        _hub.Take(Facts.Time(6) with { Task = TaskCode.Parse("T-1") });
        // What is not approved or not to be billed is no second of anything.
        _hub.Take(Facts.Time(0, status: ApprovalStatus.Submitted));
        _hub.Take(Facts.Time(7, isBillable: false));

        AssertSuspected();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_billed_stays_and_what_looks_like_it_waits_whatever_its_id(bool isPaid)
    {
        _hub.Take(Facts.Time(5));
        _hub.Take(Facts.Time(6));
        Bill(isPaid);
        AssertSuspected(6);

        _hub.Take(Facts.Time(4));
        AssertSuspected(4, 6);
        _hub.Take(new ReadinessPlan(2, SuspectsDuplicates: true));
        AssertSuspected(4, 6);

        _hub.Take(Facts.Time(6, version: 2) with { IsConfirmedDuplicate = true });
        AssertSuspected(4);
        Assert.Equal(_hub.Fingerprint(), _hub.Replayed().Fingerprint());
    }

    [Fact]
    public void A_correction_of_paid_time_frees_what_looked_like_it()
    {
        _hub.Take(Facts.Time(5));
        _hub.Take(Facts.Time(6));
        Bill(isPaid: true);
        _hub.Take(Facts.Time(5, version: 2, minutes: 90m));
        _hub.Bill(Facts.End);

        // 5 is credited and billed anew as 90 minutes; now 6 is the only one of an hour.
        AssertSuspected();
    }

    [Fact]
    public void Paid_time_is_forgotten_with_the_last_open_time_that_looked_like_it()
    {
        _hub.Take(Facts.Time(1));
        _hub.Take(Facts.Time(2));
        Bill(isPaid: true);
        AssertSuspected(2);

        _hub.Take(Facts.Time(2, version: 2) with { IsDeleted = true });
        _hub.Take(Facts.Time(3));

        AssertSuspected();
    }

    [Fact]
    public void A_firm_that_does_not_suspect_anything_bills_all_of_it()
    {
        _hub.Take(Facts.Time(1));
        _hub.Take(Facts.Time(2));
        AssertSuspected(2);

        _hub.Take(new ReadinessPlan(2, SuspectsDuplicates: false));
        AssertSuspected();

        _hub.Take(Facts.Time(3));
        AssertSuspected();
        Assert.Null(_hub.State.Alike);

        // And from when it does, what is there already is looked at.
        _hub.Take(new ReadinessPlan(3, SuspectsDuplicates: true));
        AssertSuspected(2, 3);
    }

    private void Bill(bool isPaid)
    {
        _hub.Bill(Facts.End);
        _hub.Post();
        if (isPaid)
        {
            var invoice = Assert.Single(_hub.State.Invoices).Value.Invoice;
            var all = new Money(180m, Facts.Gbp);
            Assert.Null(
                _hub.Run(
                    new RecordPayment(new Payment("bank/1", 1, invoice.Reference, all, Facts.End))
                )
            );
            Assert.True(_hub.State.Find(invoice.Reference)!.IsClosed);
        }
    }

    private void AssertSuspected(params int[] ids) =>
        Assert.Equal(
            ids.Select(id => $"time/chronos/{id}"),
            _hub.State.Work.Values.Where(item =>
                    item.Slices.Any(x => x.Reasons.Contains(ReasonCode.DuplicateSuspected))
                )
                .Select(item => item.Work.Id.Value)
                .Order(StringComparer.Ordinal)
        );
}
