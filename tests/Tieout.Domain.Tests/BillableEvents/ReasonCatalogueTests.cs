using CsCheck;
using Tieout.Domain.BillableEvents.Readiness;
using Tieout.Domain.BillableEvents.Reasons;
using Tieout.Domain.Canonical;

namespace Tieout.Domain.Tests.BillableEvents;

public sealed class ReasonCatalogueTests
{
    [Fact]
    public void Every_reason_has_an_owner_a_clearing_action_and_a_clock_or_an_end_of_its_own()
    {
        Assert.Equal(59, ReasonCatalogue.All.Count);
        Assert.Equal(59, ReasonCatalogue.All.Select(reason => reason.Code).Distinct().Count());
        Assert.All(
            ReasonCatalogue.All,
            reason =>
            {
                Assert.Equal(reason.Owner, reason.Code.Owner);
                Assert.NotEmpty(reason.HoldsWhen);
                Assert.NotEmpty(reason.ClearedBy);
                Assert.True(reason.DueWithin > Duration.Zero || reason.ClearsItself);
            }
        );
    }

    [Fact]
    public void Every_code_of_the_type_is_in_the_catalogue_and_no_other_text_is_a_code()
    {
        var declared = typeof(ReasonCode)
            .GetProperties()
            .Where(property => property.PropertyType == typeof(ReasonCode))
            .Select(property => (ReasonCode)property.GetValue(null)!)
            .ToHashSet();

        Assert.True(declared.SetEquals(ReasonCatalogue.All.Select(reason => reason.Code)));
        Assert.False(ReasonCode.TryParse("NO_REASON", out _));
        Assert.Equal(ReasonCode.NoRate, ReasonCode.Parse("NO_RATE"));
    }

    [Fact]
    public void Work_with_nothing_against_it_is_ready_and_non_billable_work_is_not_blocked()
    {
        Assert.True(BillingReadiness.Of(new BillingFacts()).IsReady);

        var excluded = BillingReadiness.Of(new BillingFacts(IsBillable: false, IsFrozen: true));
        Assert.False(excluded.IsReady);
        Assert.Empty(excluded.Blocked);
    }

    [Fact]
    public void Reasons_are_listed_all_at_once_and_in_catalogue_order()
    {
        Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, Gen.Enum<ApprovalStatus>(), Gen.Int[0, 2])
            .Sample(
                (isFrozen, isSigned, hasTaxCode, status, rates) =>
                {
                    var readiness = BillingReadiness.Of(
                        new BillingFacts(
                            IsFrozen: isFrozen,
                            ContractIsSigned: isSigned,
                            TaxCodeIsPresent: hasTaxCode,
                            TimeStatus: status,
                            RateMatches: rates
                        )
                    );
                    var expected =
                        (isFrozen ? 1 : 0)
                        + (isSigned ? 0 : 1)
                        + (hasTaxCode ? 0 : 1)
                        + (status is ApprovalStatus.Approved ? 0 : 1)
                        + (rates == 1 ? 0 : 1);

                    Assert.Equal(expected, readiness.Blocked.Count);
                    Assert.Equal(
                        readiness.Blocked.OrderBy(ReasonCatalogue.PositionOf),
                        readiness.Blocked
                    );
                }
            );
    }
}
