using System.CommandLine;

namespace Tieout.Cli.Commands;

/// <summary>Which month end of which legal entity: every contract of an entity belongs to it.</summary>
internal sealed class MonthEndOptions()
    : MonthlyOptions("The month that is over: 2026-10.", "Only this legal entity.")
{
    protected override Option? Narrower => null;
}
