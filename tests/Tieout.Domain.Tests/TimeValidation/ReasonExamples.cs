using Tieout.Domain.Amounts;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;
using Tieout.Domain.Canonical.Identifiers;
using Tieout.Domain.Ledger;
using Tieout.Domain.Tests.Ledger;

namespace Tieout.Domain.Tests.TimeValidation;

/// <summary>One reason each that stands in the way of work, and what takes it away.</summary>
public sealed class ReasonExamples
{
    private readonly MemoryHub _hub = new(Facts.Engagement);

    public ReasonExamples() => Facts.Master.ToList().ForEach(_hub.Take);

    [Fact]
    public void Time_that_its_source_keeps_out_of_the_financials_waits_until_it_is_included()
    {
        _hub.Take(Facts.Time(1) with { IsInFinancials = false });
        AssertBlocked(ReasonCode.NotIncludedInFinancials);

        _hub.Take(Facts.Time(1, version: 2));

        AssertReady();
    }

    [Fact]
    public void An_expense_that_its_source_keeps_out_of_the_financials_waits_as_well()
    {
        _hub.Take(
            new Expense(
                WorkId.Parse("expense/chronos/1"),
                1,
                Facts.Delivery,
                ResourceCode.Parse("R-1"),
                Facts.Start,
                new Money(12m, Facts.Gbp),
                Money.Zero(Facts.Gbp),
                ApprovalStatus.Approved,
                IsInFinancials: false
            )
        );

        Assert.Contains(ReasonCode.NotIncludedInFinancials, Only.Reasons);
    }

    [Theory]
    [InlineData(TaxCategory.AE)]
    [InlineData(TaxCategory.K)]
    public void Tax_that_the_customer_accounts_for_needs_its_registration(TaxCategory category)
    {
        _hub.Take(TaxAs(category));
        _hub.Take(Facts.Time(1));
        AssertBlocked(ReasonCode.TaxIdInvalid);

        _hub.Take(Payer(2) with { TaxId = "GB12345678" });
        AssertBlocked(ReasonCode.TaxIdInvalid);

        _hub.Take(Payer(3) with { TaxId = "GB 123 4567 89" });

        AssertReady();
    }

    [Fact]
    public void Tax_of_which_the_supplier_accounts_needs_no_registration_of_the_customer()
    {
        _hub.Take(Facts.Time(1));

        AssertReady();
    }

    [Fact]
    public void Exempt_work_is_blocked_from_the_day_after_the_certificate()
    {
        var lastDay = Facts.Time(1).WorkDate;
        _hub.Take(TaxAs(TaxCategory.E));
        _hub.Take(Facts.Time(1));
        // No certificate is known: another rule may exempt it.
        AssertReady();

        _hub.Take(Payer(2) with { ExemptionValidTo = lastDay });
        AssertReady();

        _hub.Take(Payer(3) with { ExemptionValidTo = lastDay.PlusDays(-1) });
        AssertBlocked(ReasonCode.ExemptionExpired);

        _hub.Take(Payer(4) with { ExemptionValidTo = lastDay.PlusDays(1) });

        AssertReady();
    }

    [Theory]
    [InlineData("DE", "DE")]
    [InlineData("US-TX", "US-TX")]
    public void Tax_that_the_supplier_owes_needs_its_registration_in_that_place(
        string place,
        string registration
    )
    {
        _hub.Take(TaxAs(TaxCategory.S) with { Rate = 20m, Place = place });
        _hub.Take(Facts.Time(1));
        // The firm has not said where it is registered.
        AssertReady();

        _hub.Take(Supplier(2, "GB", "US", "US-NY"));
        AssertBlocked(ReasonCode.TaxRegistrationMissing);

        _hub.Take(Supplier(3, "GB", registration));

        AssertReady();
    }

    [Theory]
    [InlineData(TaxCategory.L, false)]
    [InlineData(TaxCategory.M, false)]
    [InlineData(TaxCategory.Z, true)]
    [InlineData(TaxCategory.E, true)]
    [InlineData(TaxCategory.O, true)]
    [InlineData(TaxCategory.NT, true)]
    public void Where_no_tax_is_owed_no_registration_is_needed(TaxCategory category, bool isReady)
    {
        _hub.Take(Supplier(2, "GB"));
        _hub.Take(TaxAs(category) with { Place = "ES" });
        _hub.Take(Facts.Time(1));

        Assert.Equal(isReady ? [] : [ReasonCode.TaxRegistrationMissing], Only.Reasons);
    }

    [Fact]
    public void Tax_of_a_rule_without_a_place_is_not_checked()
    {
        _hub.Take(Supplier(2, "DE"));
        _hub.Take(Facts.Time(1));

        AssertReady();
    }

    private static LegalEntity Supplier(long version, params ReadOnlySpan<string> registrations) =>
        new(
            LegalEntityCode.Parse("UK"),
            version,
            "Example Ltd",
            "GB",
            Facts.Gbp,
            TaxRegistrations: ValueList.Create(registrations)
        );

    private static TaxRule TaxAs(TaxCategory category) =>
        new(TaxCode.Parse("S20"), 2, category, 0m);

    private static Customer Payer(long version) =>
        new(CustomerCode.Parse("C-1"), version, "Acme", "GB");

    private Slice Only => Assert.Single(Assert.Single(_hub.State.Work).Value.Slices);

    /// <summary>An hour at 150.00 that waits for this and nothing else.</summary>
    private void AssertBlocked(ReasonCode reason)
    {
        Assert.Equal([reason], Only.Reasons);
        Assert.Equal((Stage.Blocked, 150m), (Only.Stage, Only.Amount?.Amount));
    }

    private void AssertReady()
    {
        Assert.Equal(Stage.Ready, Only.Stage);
        Assert.Empty(Only.Reasons);
    }
}
