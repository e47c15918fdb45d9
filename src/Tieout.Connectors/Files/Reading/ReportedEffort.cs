using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Files.Reading;

/// <summary>The time of a row that is rejected for something else.</summary>
internal static class ReportedEffort
{
    private const string BadHours = "files.bad-hours";

    /// <summary>None where the row tells no time, or that is what is wrong with it.</summary>
    /// <param name="row">With its problem.</param>
    /// <param name="fact">As far as the row could be read.</param>
    public static Effort? Of(Row row, CanonicalFact fact) =>
        fact is Work { Effort.IsZero: false, IsDeleted: false } work
        && row.Problem?.Code is not BadHours
            ? work.Effort
            : null;
}
