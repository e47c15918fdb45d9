using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Tieout.Bench.Kernels;

/// <summary>A figure divided by the slices that it is about: flat where growth is linear.</summary>
internal sealed class PerSliceColumn(string name, Func<(double Mean, double Bytes), double> figure)
    : IColumn
{
    public string Id => name;

    public string ColumnName => name;

    public bool AlwaysShow => true;

    public ColumnCategory Category => ColumnCategory.Custom;

    public int PriorityInCategory => 0;

    public bool IsNumeric => true;

    public UnitType UnitType => UnitType.Dimensionless;

    public string Legend => $"{name}, by the parameter Slices";

    public bool IsAvailable(Summary summary) => true;

    public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
    {
        var slices = benchmarkCase.Parameters.Items.FirstOrDefault(x => x.Name is "Slices")?.Value;
        var report = summary[benchmarkCase];
        return slices is int count && report?.ResultStatistics is { } measured
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{figure((measured.Mean, report.GcStats.GetBytesAllocatedPerOperation(benchmarkCase) ?? 0)) / count:0.0}"
            )
            : "-";
    }

    public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) =>
        GetValue(summary, benchmarkCase);
}
