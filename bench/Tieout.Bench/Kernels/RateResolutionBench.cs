using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using Tieout.Domain.BillableEvents.Rates;

namespace Tieout.Bench.Kernels;

/// <summary>One look-up of a rate; it costs a hash for each level, however long the card is.</summary>
[MemoryDiagnoser]
[SuppressMessage(
    "Maintainability",
    "CA1515:Consider making public types internal",
    Justification = "BenchmarkDotNet derives from it."
)]
public class RateResolutionBench
{
    private RateBook _rates = RateBook.Empty;
    private RateContext _context = new(KernelFirm.Start);

    /// <summary>Lines of the card.</summary>
    [Params(1, 10, 1_000)]
    public int Lines { get; set; }

    /// <summary>Makes the card; the line that is looked for is its last.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        _rates = new RateBook([KernelFirm.Card(Lines)]);
        _context = new RateContext(
            KernelFirm.Start,
            KernelFirm.Currency,
            KernelFirm.Engagement,
            Role: KernelFirm.Role(Lines - 1)
        );
    }

    /// <summary>What the measurement is of.</summary>
    [Benchmark]
    public RateResolution Resolve() => _rates.Resolve(_context);
}
