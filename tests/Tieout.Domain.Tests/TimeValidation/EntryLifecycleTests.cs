using CsCheck;
using Tieout.Domain.TimeValidation;

namespace Tieout.Domain.Tests.TimeValidation;

public sealed class EntryLifecycleTests
{
    [Fact]
    public void Nobody_approves_their_own_time_and_a_draft_invoice_holds_its_entries()
    {
        var submitted = new EntryLifecycle(EntryStatus.Submitted, Owner: "R1");
        var approved = submitted with { Status = EntryStatus.Approved };
        var cancelled = new EntryStep(EntryAction.CancelApproval, IsOnDraftInvoice: true);

        Assert.Equal(
            TransitionRefusal.SelfApproval,
            submitted.Take(new EntryStep(EntryAction.Approve, By: "R1")).Refusal
        );
        Assert.Equal(TransitionRefusal.OnDraftInvoice, approved.Take(cancelled).Refusal);
    }

    [Fact]
    public void Time_reaches_an_invoice_only_after_all_approvals_since_it_was_submitted()
    {
        Gen.Select(Gen.Enum<EntryAction>().Array[0, 25], Gen.Int[1, 3])
            .Sample(
                (actions, levels) =>
                {
                    var entry = new EntryLifecycle(EntryStatus.Draft, LevelsNeeded: levels);
                    var approvals = 0;
                    foreach (var action in actions)
                    {
                        var (next, refusal) = entry.Take(new EntryStep(action));
                        Assert.True(refusal is null || next == entry);
                        var isApproval =
                            action is EntryAction.Approve
                            && entry.Status is EntryStatus.Submitted
                            && refusal is null;
                        approvals = isApproval ? approvals + 1 : approvals;
                        approvals = next.Status is EntryStatus.Draft ? 0 : approvals;
                        var restarts = action is EntryAction.CancelApproval && refusal is null;
                        approvals = restarts ? 0 : approvals;
                        entry = next;

                        var isSettled =
                            entry.Status
                            is EntryStatus.Approved
                                or EntryStatus.Locked
                                or EntryStatus.Invoiced;
                        Assert.True(!isSettled || approvals >= levels);
                    }
                }
            );
    }

    [Fact]
    public void A_locked_month_can_be_edited_until_the_last_day_of_grace()
    {
        var march = new EditWindow(new DateInterval(new(2025, 3, 1), new(2025, 3, 31)), 3);
        Gen.Int[-40, 40]
            .Sample(days =>
            {
                var today = new LocalDate(2025, 4, 3).PlusDays(days);
                var entry = new LocalDate(2025, 3, 20);

                Assert.Equal(
                    days > 0,
                    march.RefusalFor(entry, today, mayOverride: false) is not null
                );
                Assert.Null(march.RefusalFor(entry, today, mayOverride: true));
                Assert.Equal(
                    EditRefusal.BeforeLockedPeriod,
                    march.RefusalFor(new(2025, 2, 27), today, mayOverride: true)
                );
            });
    }
}
