using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using Tieout.Domain.Deciding;
using Tieout.Domain.Invoicing;
using Tieout.Domain.Ledger;
using Tieout.Domain.ProjectSetup;

namespace Tieout.Bench.Kernels;

/// <summary>A billing run that puts all ready work of a contract on one invoice.</summary>
[MemoryDiagnoser]
[SuppressMessage(
    "Maintainability",
    "CA1515:Consider making public types internal",
    Justification = "BenchmarkDotNet derives from it."
)]
public class InvoiceBench
{
    private ReferenceBook _reference = ReferenceBook.Empty;
    private EngagementState _state = new(KernelFirm.Engagement);

    /// <summary>Pieces of ready work.</summary>
    [Params(10_000, 100_000)]
    public int Slices { get; set; }

    /// <summary>Makes the work.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        _reference = KernelFirm.Reference(KernelFirm.Card(5));
        _state = KernelFirm.Ready(Slices, _reference);
    }

    /// <summary>What the measurement is of: the decision, and folding what it says.</summary>
    [Benchmark]
    public EngagementState Bill()
    {
        var run = new DraftInvoice(KernelFirm.End, KernelFirm.End);
        var accepted = (Decision<EngagementEvent>.Accepted)run.Decide(_state, _reference);
        return _state.EvolveAll(accepted.Events);
    }
}
