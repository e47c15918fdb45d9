using System.Diagnostics;

namespace Tieout.Domain.ProjectSetup;

/// <summary>One customer out of several records, with where each value comes from.</summary>
/// <param name="Fields">A value per rule; null where nobody has one or where they conflict.</param>
/// <param name="Provenance">Id of the record that each value comes from.</param>
/// <param name="Conflicts">Fields that must agree and do not.</param>
/// <remarks>References to all records stay, so that a merge can be undone. Source: §19.2.</remarks>
public sealed record GoldenParty(
    IReadOnlyDictionary<string, string?> Fields,
    IReadOnlyDictionary<string, string> Provenance,
    IReadOnlyList<string> Conflicts
)
{
    /// <summary>No conflict: may be used for posting.</summary>
    public bool IsUsable => Conflicts.Count == 0;

    /// <summary>Applies a rule per field, in the order of the rules.</summary>
    public static GoldenParty Merge(
        IReadOnlyList<SourceParty> records,
        IEnumerable<KeyValuePair<string, SurvivorshipRule>> rules
    )
    {
        Dictionary<string, string?> fields = new(StringComparer.Ordinal);
        Dictionary<string, string> provenance = new(StringComparer.Ordinal);
        List<string> conflicts = [];
        foreach (var (field, rule) in rules)
        {
            var candidates = records.Where(r => Value(r, field).Length > 0).ToList();
            var values = candidates.Select(r => Value(r, field)).Distinct(StringComparer.Ordinal);
            var survivor =
                values.Count() <= 1
                    ? candidates.FirstOrDefault()
                    : Survivor(candidates, field, rule);
            fields[field] = survivor is null ? null : Value(survivor, field);
            if (survivor is not null)
            {
                provenance[field] = survivor.Id;
            }
            else if (candidates.Count > 0)
            {
                conflicts.Add(field);
            }
        }

        return new GoldenParty(fields, provenance, conflicts);
    }

    private static string Value(SourceParty record, string field) =>
        record.Fields.GetValueOrDefault(field) ?? "";

    private static SourceParty? Survivor(
        IReadOnlyList<SourceParty> candidates,
        string field,
        SurvivorshipRule rule
    ) =>
        rule switch
        {
            SurvivorshipRule.SourcePriority priority => candidates.MinBy(r =>
                Position(priority.Order, r.Source)
            ),
            SurvivorshipRule.MostRecent => candidates.MaxBy(r => r.Updated),
            SurvivorshipRule.MostComplete => candidates.MaxBy(r =>
                (Value(r, field).Length, r.Updated)
            ),
            SurvivorshipRule.MustAgree => null,
            _ => throw new UnreachableException(),
        };

    private static int Position(IReadOnlyList<string> order, string source)
    {
        var position = order.ToList().IndexOf(source);
        return position < 0 ? int.MaxValue : position;
    }
}
