using Tieout.Connect;
using Tieout.Sandbox.Faults;

namespace Tieout.Connectors.Tests.Certinia;

/// <summary>What PSA does not let the hub say, and what others have said.</summary>
public sealed class CertiniaWriteBackRefusalTests : CertiniaWriteBackSuite
{
    [Fact]
    public async Task A_mark_that_psa_does_not_let_go_is_refused_in_its_words()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var card = await CardAsync(org);
        var other = await CardAsync(org);
        using var psa = Open(org);
        _ = await psa.WriteAsync([Invoiced(card, 2, First)], Cancellation);

        var result = await psa.WriteAsync(
            [
                new(IdOf(card, "mon"), new(2026, 3, 2), null, IsOpen: true, ["INV-1"]),
                Invoiced(other, 2, First),
            ],
            Cancellation
        );

        var refused = Assert.Single(result);
        Assert.EndsWith(
            "is not invoiced any more, and PSA does not take that (FIELD_CUSTOM_VALIDATION_EXCEPTION): Invoice Date is locked if Invoiced.",
            refused.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(IdOf(card, "mon"), refused.Work);
        // Its neighbour is said all the same.
        Assert.Equal(["true true INV-1 2026-03-31"], await SplitsAsync(org, other));
    }

    [Fact]
    public async Task A_record_that_others_have_billed_is_not_overwritten_but_told()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var card = await CardAsync(org);
        using var psa = Open(org);
        await org.ChangeSplitsAsync(
            card,
            """{"pse__Billed__c":true,"pse__Invoiced__c":true,"pse__Invoice_Number__c":"OLD-7"}"""
        );

        var result = await psa.WriteAsync(
            [Invoiced(card, 2, First), Covered(card, 3)],
            Cancellation
        );

        Assert.EndsWith(
            "is invoiced on INV-1 of 2026-03-31, and PSA has it billed on OLD-7, which is no invoice of the hub for it: find out which of both is right",
            Assert.Single(result).Message,
            StringComparison.Ordinal
        );
        Assert.Equal(["true true OLD-7 "], await SplitsAsync(org, card));
    }

    [Fact]
    public async Task A_record_that_is_gone_is_no_refusal()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var card = await CardAsync(org);
        using var psa = Open(org);
        org.Sandbox.Fail(
            "PATCH",
            "/composite/sobjects",
            new FaultAction.FailRows([1], "ENTITY_IS_DELETED", "entity is deleted")
        );

        Assert.Empty(await psa.WriteAsync([Invoiced(card, 2, First)], Cancellation));
    }

    [Fact]
    public async Task A_record_that_somebody_holds_is_tried_again_and_its_neighbour_is_said()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var (card, other) = (await CardAsync(org), await CardAsync(org));
        using var psa = Open(org);
        org.Sandbox.Fail(
            "PATCH",
            "/composite/sobjects",
            new FaultAction.FailRows([1], "UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access")
        );

        var result = await psa.WriteAsync(
            [Invoiced(card, 2, First), Invoiced(other, 2, First)],
            Cancellation
        );

        Assert.True(Assert.Single(result).IsTransient);
        Assert.Equal(
            ["false false  ", "true true INV-1 2026-03-31"],
            await RowsAsync(org, $"{CertiniaOrg.Split} ORDER BY pse__Invoiced__c")
        );
    }

    [Fact]
    public async Task Fields_that_the_user_may_not_edit_are_the_administrators()
    {
        await using var org = await CertiniaOrg.StartAsync();
        var card = await CardAsync(org);
        using var psa = Open(org);
        org.Sandbox.Fail(
            "PATCH",
            "/composite/sobjects",
            new FaultAction.FailRows(
                [1],
                "INVALID_FIELD_FOR_INSERT_UPDATE",
                "unable to edit pse__Invoiced__c"
            )
        );

        var fault = await Assert.ThrowsAsync<ConnectorException>(() =>
            psa.WriteAsync([Invoiced(card, 2, First)], Cancellation)
        );

        Assert.Equal(ConnectorFault.Settings, fault.Fault);
    }
}
