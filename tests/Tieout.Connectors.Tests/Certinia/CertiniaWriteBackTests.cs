using Tieout.Connect;
using Tieout.Connectors.Certinia;
using Tieout.Connectors.Salesforce;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.Certinia;

/// <summary>PSA is told what stands on posted invoices, by its own rules.</summary>
public sealed class CertiniaWriteBackTests : CertiniaWriteBackSuite
{
    [Fact]
    public async Task A_split_is_invoiced_when_all_of_its_days_are()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var card = await CardAsync(org);
        using var psa = Open(org);

        var half = await psa.WriteAsync([Invoiced(card, 2, First), Open(card, 3)], Cancellation);
        var before = await SplitsAsync(org, card);
        var whole = await psa.WriteAsync(
            [Invoiced(card, 2, First), Invoiced(card, 3, Second), Covered(card, 4)],
            Cancellation
        );

        Assert.Empty(half);
        Assert.Equal(["false false  "], before);
        Assert.Empty(whole);
        Assert.Equal(["true true INV-2 2026-04-30"], await SplitsAsync(org, card));
    }

    [Fact]
    public async Task What_says_it_already_is_not_touched()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var card = await CardAsync(org);
        using var psa = Open(org);
        BilledWork[] work = [Invoiced(card, 2, First), Invoiced(card, 3, First)];
        _ = await psa.WriteAsync(work, Cancellation);
        var stamps = await StampsAsync(org);
        org.Sandbox.Time.Advance(TimeSpan.FromMinutes(1));

        var again = await psa.WriteAsync(work, Cancellation);

        Assert.Empty(again);
        Assert.Equal(stamps, await StampsAsync(org));
    }

    /// <summary>A week over the end of a month has a split for each.</summary>
    [Fact]
    public async Task Each_split_of_a_card_stands_for_its_own_days()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var card = await org.Sandbox.CreateAsync(
            CertiniaOrg.Card,
            $$"""
            {"pse__Project__c":"{{org.Project}}","pse__Resource__c":"{{org.Ada}}","pse__Billable__c":true,
             "pse__Assignment__c":"{{org.Assignment}}","pse__Start_Date__c":"2026-03-30","pse__End_Date__c":"2026-04-05",
             "pse__Tuesday_Hours__c":8,"pse__Wednesday_Hours__c":8}
            """
        );
        await ReleaseAsync(org, card);
        using var psa = Open(org);

        _ = await psa.WriteAsync(
            [
                new(IdOf(card, "tue"), new(2026, 3, 31), First, IsOpen: false, ["INV-1"]),
                new(IdOf(card, "wed"), new(2026, 4, 1), null, IsOpen: true, []),
            ],
            Cancellation
        );

        Assert.Equal(["true true INV-1 2026-03-31", "false false  "], await SplitsAsync(org, card));
    }

    [Fact]
    public async Task An_invoice_that_took_the_place_of_another_keeps_the_date_that_psa_locks()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var card = await CardAsync(org);
        using var psa = Open(org);
        _ = await psa.WriteAsync([Invoiced(card, 2, First)], Cancellation);

        var again = await psa.WriteAsync(
            [Invoiced(card, 2, Second) with { Numbers = ["INV-1", "INV-2"] }],
            Cancellation
        );

        Assert.Empty(again);
        Assert.Equal(["true true INV-2 2026-03-31"], await SplitsAsync(org, card));
    }

    [Fact]
    public async Task What_others_have_invoiced_stays_as_it_is()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var card = await CardAsync(org);
        await org.ChangeSplitsAsync(
            card,
            """{"pse__Billed__c":true,"pse__Invoiced__c":true,"pse__Invoice_Number__c":"OLD-7"}"""
        );
        using var psa = Open(org);

        var result = await psa.WriteAsync([Covered(card, 2)], Cancellation);

        Assert.Empty(result);
        Assert.Equal(["true true OLD-7 "], await SplitsAsync(org, card));
    }

    [Fact]
    public async Task A_number_that_a_person_has_entered_since_stays()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var milestone = await org.MilestoneAsync();
        using var psa = Open(org);
        var work = WorkId.Parse($"milestone/crm/{milestone}");
        var day = new LocalDate(2026, 4, 28);
        _ = await psa.WriteAsync([new(work, day, First, IsOpen: false, ["INV-1"])], Cancellation);
        _ = await org.ChangeAsync(
            "pse__Milestone__c",
            milestone,
            """{"pse__Invoice_Number__c":"MAN-5"}"""
        );

        _ = await psa.WriteAsync([new(work, day, null, IsOpen: true, ["INV-1"])], Cancellation);

        Assert.Equal(["true true MAN-5 2026-03-31"], await RowsAsync(org, "pse__Milestone__c"));
    }

    [Fact]
    public async Task Expenses_and_milestones_are_marked_and_unmarked_themselves()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var expense = WorkId.Parse($"expense/crm/{await org.ExpenseAsync()}");
        var milestone = WorkId.Parse($"milestone/crm/{await org.MilestoneAsync()}");
        using var psa = Open(org);
        var day = new LocalDate(2026, 3, 3);

        var marked = await psa.WriteAsync(
            [
                new(expense, day, First, IsOpen: false, ["INV-1"]),
                new(milestone, day, First, IsOpen: false, ["INV-1"]),
            ],
            Cancellation
        );
        var after = await RowsAsync(org, "pse__Expense__c");
        var unmarked = await psa.WriteAsync(
            [
                new(expense, day, null, IsOpen: false, ["INV-1"]),
                new(milestone, day, null, IsOpen: true, ["INV-1"]),
            ],
            Cancellation
        );

        Assert.Empty(marked.Concat(unmarked).Select(x => x.Message));
        Assert.Equal(["true true INV-1 2026-03-31"], after);
        Assert.Equal(["false false  "], await RowsAsync(org, "pse__Milestone__c"));
        Assert.Equal(["false false  "], await RowsAsync(org, "pse__Expense__c"));
    }

    [Fact]
    public async Task A_lost_answer_is_said_again_and_changes_nothing_twice()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var card = await CardAsync(org);
        using var psa = Open(org);
        org.Sandbox.Fail("PATCH", "/composite/sobjects", new FaultAction.CommitThenDrop());

        var lost = await Assert.ThrowsAsync<ConnectorException>(() =>
            psa.WriteAsync([Invoiced(card, 2, First)], Cancellation)
        );
        var stamps = await StampsAsync(org);
        var again = await psa.WriteAsync([Invoiced(card, 2, First)], Cancellation);

        Assert.Equal(ConnectorFault.Transient, lost.Fault);
        Assert.Empty(again);
        Assert.Equal(stamps, await StampsAsync(org));
    }

    [Fact]
    public async Task Without_splits_the_card_is_marked()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var card = await CardAsync(org);
        using var psa = Open(org, new() { ["timecardSplit"] = string.Empty });

        var result = await psa.WriteAsync([Invoiced(card, 2, First)], Cancellation);
        var marked = await InvoicedAsync();
        _ = await psa.WriteAsync(
            [new(Day(card, 2), new(2026, 3, 2), null, IsOpen: true, ["INV-1"])],
            Cancellation
        );

        Assert.Empty(result);
        Assert.Equal(("true", "false"), (marked, await InvoicedAsync()));

        async Task<string?> InvoicedAsync() =>
            (
                await org.Sandbox.ColumnAsync(
                    $"SELECT pse__Invoiced__c FROM {CertiniaOrg.Card} WHERE Id = '{card}'"
                )
            )[0];
    }

    [Fact]
    public void The_days_of_a_week_are_told_together()
    {
        using var psa = new CertiniaWriteBack(
            new CertiniaOptions
            {
                Access = new SalesforceAccess
                {
                    System = "psa-eu",
                    Address = new Uri("https://crm.example/"),
                    ClientId = "x",
                    Secret = () => "x",
                },
            },
            TimeProvider.System
        );

        const string id = "a0X000000000001AAA";
        var week = psa.MarkedWith(WorkId.Parse($"time/psa-eu/{id}-wed"));

        Assert.Equal(7, week.Count);
        Assert.Equal($"time/psa-eu/{id}-mon", week[0].Value);
        Assert.Contains(week, x => x.Value.EndsWith("-wed", StringComparison.Ordinal));
        Assert.Equal(
            $"expense/psa-eu/{id}",
            Assert.Single(psa.MarkedWith(WorkId.Parse($"expense/psa-eu/{id}"))).Value
        );
        string[] others =
        [
            $"expense/psb/{id}",
            $"fee/psa-eu/{id}",
            "expense/psa-eu/17",
            "time/psa-eu/4711",
            $"time/psa-eu/{id}-foo",
            $"time/psa-eu/{id}",
            $"expense/psa-eu/{id}/2",
        ];
        Assert.All(others, x => Assert.Empty(psa.MarkedWith(WorkId.Parse(x))));
    }
}
