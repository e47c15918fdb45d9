using Tieout.Connect;

namespace Tieout.Runtime.Intake;

/// <summary>Knows which fields a system's records have, and notices when that changes.</summary>
/// <remarks>
/// A field that is simply left out when it is empty looks like one that is gone. So nothing is said
/// before enough records were seen that all had it, nor before some in a row have not, as far as one
/// process sees them; what is gone is told once. The same holds for a field that had a value and is null.
/// Memory: O(fields).
/// </remarks>
internal sealed class FieldWatch
{
    private const int RecordsMin = 50;
    private const int FieldsMax = 500;
    private const int MissingMin = 5;

    // That something is empty is more often meant than that it is gone.
    private const int EmptyMin = 20;

    // Whether each record so far had it, as far as it had the object around it.
    private readonly Dictionary<string, bool> _isInAll = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _missing = new(StringComparer.Ordinal);
    private long _records;

    /// <summary>Goes on with what a page has shown.</summary>
    public void Apply(PageTaken page)
    {
        // What turns up later was not in those before.
        var isFirst = _isInAll.Count == 0;
        foreach (var field in page.Fields?.New ?? [])
        {
            _isInAll[field] = isFirst;
        }

        foreach (var field in page.Fields?.Optional ?? [])
        {
            _isInAll[field] = false;
        }

        if (_isInAll.Count > 0)
        {
            _records += page.Records;
        }
    }

    /// <summary>What a page shows that was not known, and whether that is worth telling.</summary>
    public (FieldChanges? Changes, FieldDrift? Drift) Look(PayloadShape? shape)
    {
        if (shape is null)
        {
            return (null, null);
        }

        var added = shape
            .Fields.Keys.Where(x => !_isInAll.ContainsKey(x))
            .Take(FieldsMax - _isInAll.Count)
            .Order(StringComparer.Ordinal)
            .ToList();
        var optional = _isInAll
            .Where(x => x.Value)
            .Select(x => x.Key)
            .Concat(_isInAll.Count == 0 ? added : [])
            .Where(x => TurnsOptional(shape, x))
            .Order(StringComparer.Ordinal)
            .ToList();
        if (added.Count == 0 && optional.Count == 0)
        {
            return (null, null);
        }

        var changes = new FieldChanges(added, optional);
        if (_records < RecordsMin)
        {
            return (changes, null);
        }

        var gone = optional.ToLookup(x =>
            StandsIn(shape, x) == 0 && shape.Read.Contains(RootOf(x))
        );
        var drift = new FieldDrift(
            _records,
            [.. gone[true].Select(Named)],
            [.. gone[false].Where(x => StandsIn(shape, x) == 0), .. added.Where(x => !IsOfValue(x))]
        );
        return (changes, drift.Lost.Count + drift.Other.Count > 0 ? drift : null);
    }

    /// <summary>Goes on counting: some have it and some have not, or a few in a row have not.</summary>
    private bool TurnsOptional(PayloadShape shape, string field)
    {
        var (here, around) = (StandsIn(shape, field), ObjectsAround(shape, field));
        _missing[field] = here > 0 ? 0 : _missing.GetValueOrDefault(field) + around;
        return (here > 0 && here < around)
            || _missing[field] >= (IsOfValue(field) ? EmptyMin : MissingMin);
    }

    private static bool IsOfValue(string field) =>
        field.EndsWith(PayloadShape.Value, StringComparison.Ordinal);

    private static string Named(string field) =>
        IsOfValue(field) ? $"value of {field[..^PayloadShape.Value.Length]}" : field;

    private static int StandsIn(PayloadShape shape, string field) =>
        shape.Fields.GetValueOrDefault(field);

    private static int ObjectsAround(PayloadShape shape, string field) =>
        shape.Objects.GetValueOrDefault(
            field.LastIndexOf('/') is > 0 and var end ? field[..end] : string.Empty
        );

    private static string RootOf(string field) => field.Split('/')[0];
}
