using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using Tieout.Domain.BillableEvents;
using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Bench.Kernels;

/// <summary>What grows with the open work of one contract: each is decided, and folded.</summary>
[MemoryDiagnoser]
[SuppressMessage(
    "Maintainability",
    "CA1515:Consider making public types internal",
    Justification = "BenchmarkDotNet derives from it."
)]
public class SlicesBench
{
    private ReferenceBook _reference = ReferenceBook.Empty;
    private ReferenceBook _newPrices = ReferenceBook.Empty;
    private EngagementState _state = new(KernelFirm.Engagement);

    /// <summary>Pieces of ready work.</summary>
    [Params(10_000, 100_000)]
    public int Slices { get; set; }

    /// <summary>Makes the work.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        _reference = KernelFirm.Reference(KernelFirm.Card(5));
        _newPrices = KernelFirm.Reference(KernelFirm.Card(5, version: 2));
        _state = KernelFirm.Ready(Slices, _reference);
    }

    /// <summary>A billing run that puts all of it on one invoice.</summary>
    [Benchmark]
    public EngagementState Bill() =>
        Run(new DraftInvoice(KernelFirm.End, KernelFirm.End), _reference);

    /// <summary>New prices: all of it is rated anew.</summary>
    [Benchmark]
    public EngagementState Reprice() => Run(new Reassess(), _newPrices);

    private EngagementState Run(EngagementCommand command, ReferenceBook reference)
    {
        var accepted = (Decision<EngagementEvent>.Accepted)command.Decide(_state, reference);
        return _state.EvolveAll(accepted.Events);
    }
}
