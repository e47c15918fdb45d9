using Tieout.Domain.Canonical;
using Tieout.Host.Configuration;

namespace Tieout.Host.Hosting;

/// <summary>Says where nobody has been named and two systems may disagree.</summary>
internal static class OwnerCheck
{
    /// <summary>Notes, and no failures: each record then belongs to who tells of it first.</summary>
    public static IEnumerable<CheckFinding> Unnamed(HubConfiguration configuration) =>
        from kind in Enum.GetValues<FactKind>()
        where FactKinds.IsMasterData(kind) && configuration.Owners.All(x => x.Kind != kind)
        let telling = configuration.Systems.Where(x => x.Tells.Contains(kind)).ToList()
        where telling.Count > 1
        let name = OwnerReading.NameOf(kind)
        select new CheckFinding(
            $"owner of {name}",
            IsGood: true,
            $"{string.Join(" and ", telling.Select(x => x.Name))} can tell of {name}. Each of them "
                + "belongs to the system that tells of it first; to name one, write under "
                + $"'owners': {name}: {telling[0].Name}"
        )
        {
            IsNote = true,
        };
}
