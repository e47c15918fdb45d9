using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using Tieout.Domain.BillableEvents;
using Tieout.Domain.Deciding;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Bench.Kernels;

/// <summary>New prices: all open work of a contract is rated anew.</summary>
[MemoryDiagnoser]
[SuppressMessage(
    "Maintainability",
    "CA1515:Consider making public types internal",
    Justification = "BenchmarkDotNet derives from it."
)]
public class RepricingBench
{
    private ReferenceBook _reference = ReferenceBook.Empty;
    private EngagementState _state = new(KernelFirm.Engagement);

    /// <summary>Pieces of open work.</summary>
    [Params(10_000, 100_000)]
    public int Slices { get; set; }

    /// <summary>Makes the work at the old prices.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        _state = KernelFirm.Ready(Slices, KernelFirm.Reference(KernelFirm.Card(5)));
        _reference = KernelFirm.Reference(KernelFirm.Card(5, version: 2));
    }

    /// <summary>What the measurement is of: the decision, and folding what it says.</summary>
    [Benchmark]
    public EngagementState Reprice()
    {
        var accepted = (Decision<EngagementEvent>.Accepted)
            new Reassess().Decide(_state, _reference);
        return _state.EvolveAll(accepted.Events);
    }
}
