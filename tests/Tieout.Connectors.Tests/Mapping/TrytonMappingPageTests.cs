using Tieout.Connectors.Tests.Mapping.Systems;
using Tieout.Connectors.Tests.Tryton;
using Tieout.Testing;

namespace Tieout.Connectors.Tests.Mapping;

/// <summary>The page that says what becomes what in Tryton is what the connector does with a real one.</summary>
public sealed class TrytonMappingPageTests(TrytonClone clone) : TrytonTest(clone)
{
    [Fact]
    public Task The_page_of_tryton_is_what_its_connector_does_with_a_real_one()
    {
        Assert.SkipUnless(
            LongRuns.AreAskedFor,
            "./test --long compares it: several hundred calls of the real system, one after another."
        );
        return ObservedPage.HoldsAsync(
            "tryton",
            new ObservedKind("Tryton", "tryton")
            {
                On = "a real Tryton 6.0",
                By = nameof(TrytonMappingPageTests),
                Beside =
                    "deletions of time, which are found by comparing ids; and which records the calls ask for, such as invoices that are cancelled",
                Source = () => TrytonObserved.OpenAsync(Database),
                Targets = [(null, () => TrytonObserved.OpenTargetAsync(Database))],
            }
        );
    }
}
