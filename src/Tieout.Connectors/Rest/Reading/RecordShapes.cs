using System.Text.Json;
using Tieout.Connect;
using Tieout.Connectors.Rest.Manifests;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Reading;

/// <summary>Tells which fields the records of a resource have.</summary>
/// <remarks>
/// Lists are not looked into: that one is empty says nothing of what it holds. Neither are objects whose
/// names are ids.
/// </remarks>
internal sealed class RecordShapes
{
    private const int DepthMax = 4;
    private const int FieldsMax = 300;

    private readonly HashSet<string> _read;

    public RecordShapes(RestResource resource) =>
        _read = [
            .. PathsOf(resource).Where(x => !x.IsOutside).Select(x => x.Root).OfType<string>(),
        ];

    /// <summary>Of a page; none when it has no records.</summary>
    public PayloadShape? Of(IEnumerable<JsonElement> records)
    {
        var objects = new Dictionary<string, int>(StringComparer.Ordinal);
        var fields = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var record in records)
        {
            Look(string.Empty, record, depth: 1, objects, fields);
            CountValues(record, objects, fields);
        }

        return objects.Count == 0 ? null : new PayloadShape(objects, fields, _read);
    }

    private static void Look(
        string path,
        JsonElement value,
        int depth,
        Dictionary<string, int> objects,
        Dictionary<string, int> fields
    )
    {
        if (
            value.ValueKind is not JsonValueKind.Object
            || value.EnumerateObject().Any(x => IsId(x.Name))
        )
        {
            return;
        }

        Count(objects, path);
        foreach (var member in value.EnumerateObject())
        {
            var below = path.Length == 0 ? member.Name : $"{path}/{member.Name}";
            if (fields.Count < FieldsMax || fields.ContainsKey(below))
            {
                Count(fields, below);
                if (depth < DepthMax)
                {
                    Look(below, member.Value, depth + 1, objects, fields);
                }
            }
        }
    }

    /// <summary>Whether what is read has a value is looked at like a field below it.</summary>
    private void CountValues(
        JsonElement record,
        Dictionary<string, int> objects,
        Dictionary<string, int> fields
    )
    {
        if (record.ValueKind is not JsonValueKind.Object)
        {
            return;
        }

        foreach (var name in _read)
        {
            if (
                record.TryGetProperty(name, out var value)
                && value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)
            )
            {
                Count(objects, name + PayloadShape.Scalar);
                if (value.ValueKind is not JsonValueKind.Null)
                {
                    Count(fields, name + PayloadShape.Value);
                }
            }
        }
    }

    private static void Count(Dictionary<string, int> counts, string path) =>
        counts[path] = counts.GetValueOrDefault(path) + 1;

    private static bool IsId(string name) =>
        name.All(char.IsAsciiDigit) || Guid.TryParse(name, out _);

    private static IEnumerable<DataPath> PathsOf(RestResource resource) =>
        [
            .. resource.Fields.SelectMany(PathsOf),
            .. resource.Where.Select(x => x.Path),
            .. resource.Rows.Select(x => x.Records).OfType<DataPath>(),
            .. resource.Rows.SelectMany(x => x.Key?.Paths ?? []),
            .. new[] { resource.Id }.OfType<DataPath>(),
        ];

    private static IEnumerable<DataPath> PathsOf(RestField field) =>
        [
            .. field.Paths,
            .. field.Value?.Paths ?? [],
            .. field.Default?.Paths ?? [],
            .. field.First.SelectMany(PathsOf),
            .. field.Less is { } less ? PathsOf(less) : [],
        ];
}
