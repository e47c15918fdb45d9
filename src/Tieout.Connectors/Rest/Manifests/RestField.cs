using System.Text.RegularExpressions;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>Where a column's value is in a record, and what is done to it.</summary>
/// <param name="Paths">The first that has a value counts.</param>
/// <param name="Value">Instead of paths: a constant, or a text put together.</param>
/// <param name="Otherwise">For codes that the map does not have; they are refused when none.</param>
/// <param name="KeepsUnmapped">Codes that the map does not have are taken as they are.</param>
/// <param name="Times">A number is multiplied by it.</param>
/// <param name="Decimals">A number is rounded to so many, half away from zero.</param>
/// <param name="ZoneText">The zone, where each record says its own.</param>
/// <param name="Extract">The first group, else the whole match, is taken.</param>
/// <param name="Take">Of what the look-up answers; may be looked up in turn.</param>
internal sealed record RestField(
    string Column,
    IReadOnlyList<DataPath> Paths,
    Template? Value,
    Template? Default,
    bool IsRequired,
    ValueMap? Map,
    string? Otherwise,
    bool KeepsUnmapped,
    ValueForm Form,
    string? Format,
    DateTimeZone? Zone,
    Template? ZoneText,
    decimal? Times,
    int? Decimals,
    Regex? Extract,
    string? Lookup,
    RestField? Take
)
{
    /// <summary>Columns by which the hub decides whether a record is billed.</summary>
    private static readonly string[] Deciding = ["status", "billable", "billed", "deleted"];

    /// <summary>It decides whether a record is billed.</summary>
    public bool IsDeciding => Deciding.Contains(Column, StringComparer.Ordinal);

    /// <summary>The day that the record looked up has to be about; none where days do not matter.</summary>
    public RestDay? On { get; init; }

    /// <summary>Instead of paths: ways to fill it, of which the first that has a value counts.</summary>
    public IReadOnlyList<RestField> First { get; init; } = [];

    /// <summary>It is the time from its first path to its second, in seconds.</summary>
    public bool IsBetween { get; init; }

    /// <summary>Of the time in between, seconds that do not count; none where all does.</summary>
    public RestField? Less { get; init; }

    /// <summary>Something is done to its value, wherever it comes from.</summary>
    public bool IsChanging =>
        Map is not null
        || Extract is not null
        || Form is not ValueForm.Plain
        || Times is not null
        || Decimals is not null;

    /// <summary>A record without a value is passed over.</summary>
    public bool PassesOver { get; init; }

    /// <summary>Tells whether it says more than its record does, and has to be looked at each time.</summary>
    /// <remarks>
    /// What a look-up by its key answers is looked at each time only where it decides: each costs a request.
    /// </remarks>
    public bool IsOutside(IReadOnlyDictionary<string, RestLookup> lookups) =>
        Paths.Concat(Value?.Paths ?? []).Concat(ZoneText?.Paths ?? []).Any(x => x.IsOutside)
        || First.Any(x => x.IsOutside(lookups))
        || Less?.IsOutside(lookups) is true
        || LooksUp(lookups, x => x.MayLack || IsDeciding);

    /// <summary>Tells whether a look-up of some kind takes part, in whatever place.</summary>
    public bool LooksUp(
        IReadOnlyDictionary<string, RestLookup> lookups,
        Func<RestLookup, bool> isMeant
    ) =>
        (Lookup is { } name && lookups.GetValueOrDefault(name) is { } own && isMeant(own))
        || Take?.LooksUp(lookups, isMeant) is true
        || Less?.LooksUp(lookups, isMeant) is true
        || First.Any(x => x.LooksUp(lookups, isMeant));

    /// <summary>For messages: how far its path leads in a record; none where it leads to something, or is no path.</summary>
    public string? GapIn(Place record) =>
        Value is null
        && First.Count == 0
        && Paths.Count > 0
        && Paths.All(x => x.Find(record) is null)
            ? PathGap.Of(Paths[0], record, "the record")
            : null;

    /// <summary>For messages: where it comes from.</summary>
    public string Source =>
        Value is not null ? Value.Text
        : First.Count > 0 ? string.Join(" or ", First.Select(x => x.Source))
        : IsBetween ? string.Join(" to ", Paths.Select(x => x.Text))
        : string.Join(" or ", Paths.Select(x => x.Text));
}
