using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Reading;

/// <summary>A record of a list that others refer to.</summary>
/// <param name="From">The first day that it is about; since ever when none.</param>
/// <param name="To">The last one; without an end when none.</param>
/// <param name="IsDated">It is about some days only.</param>
internal sealed record LookupRecord(Place Record, LocalDate? From, LocalDate? To, bool IsDated)
{
    public bool IsAbout(LocalDate? day) =>
        !IsDated || (day is { } some && !(some < From) && !(some > To));
}
