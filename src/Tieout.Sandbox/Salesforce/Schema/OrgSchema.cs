using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tieout.Sandbox.Salesforce.Schema;

/// <summary>All objects of an organisation. May change while it runs, as organisations do.</summary>
internal sealed class OrgSchema
{
    private const string Folder = "Tieout.Sandbox.Salesforce.Objects.";
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static readonly JsonSerializerOptions Dialect = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter() },
    };

    private readonly Lock _gate = new();
    private volatile Dictionary<string, ObjectDefinition> _byName;

    /// <summary>Files of one name are one object.</summary>
    /// <param name="files">The first of a name defines it, the others add to it.</param>
    /// <param name="currency">Of records that name none.</param>
    public OrgSchema(IReadOnlyList<ObjectFile> files, string currency)
    {
        var custom = 0;
        _byName = files
            .GroupBy(x => x.Name, StringComparer.OrdinalIgnoreCase)
            .Select(x => Define([.. x], currency, ref custom))
            .ToDictionary(x => x.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>In the order of their names.</summary>
    public IReadOnlyList<ObjectDefinition> Objects =>
        [.. _byName.Values.OrderBy(x => x.Name, StringComparer.Ordinal)];

    /// <summary>By API name in any case; none when there is no such object.</summary>
    public ObjectDefinition? this[string name] => _byName.GetValueOrDefault(name);

    /// <summary>The object that ids beginning so belong to.</summary>
    public ObjectDefinition? ByPrefix(string prefix) =>
        _byName.Values.FirstOrDefault(x =>
            string.Equals(x.KeyPrefix, prefix, StringComparison.Ordinal)
        );

    /// <summary>The references that lead to an object.</summary>
    public IReadOnlyList<ChildRelationship> ChildrenOf(ObjectDefinition parent) =>
        [
            .. from child in Objects
            from field in child.Fields
            where field.ReferenceTo.Contains(parent.Name, StringComparer.Ordinal)
            select new ChildRelationship(child, field),
        ];

    /// <summary>Puts another definition in the place of the one of the same name.</summary>
    public void Replace(ObjectDefinition changed)
    {
        lock (_gate)
        {
            _byName = new Dictionary<string, ObjectDefinition>(
                _byName,
                StringComparer.OrdinalIgnoreCase
            )
            {
                [changed.Name] = changed,
            };
        }
    }

    /// <summary>The object files of a folder below this one's <c>Objects</c>.</summary>
    /// <param name="edition">Name of the folder: <c>Standard</c>.</param>
    public static IReadOnlyList<ObjectFile> Files(string edition)
    {
        var assembly = typeof(OrgSchema).Assembly;
        return
        [
            .. assembly
                .GetManifestResourceNames()
                .Where(x => x.StartsWith(Folder + edition + ".", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(x =>
                {
                    using var stream = assembly.GetManifestResourceStream(x)!;
                    return Read(stream);
                }),
        ];
    }

    /// <summary>Reads one object file.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static ObjectFile Read(Stream stream) =>
        JsonSerializer.Deserialize<ObjectFile>(stream, Dialect) ?? throw new JsonException("null");

    private static ObjectDefinition Define(
        IReadOnlyList<ObjectFile> files,
        string currency,
        ref int custom
    )
    {
        var first = files[0];
        var prefix = first.KeyPrefix ?? $"a{Digits[custom / 62]}{Digits[custom++ % 62]}";
        FieldDefinition[] fields =
        [
            .. SystemFields.Before(first, first.Label ?? first.Name),
            .. files.SelectMany(x => x.Fields),
            .. SystemFields.After(first, currency),
        ];
        return new ObjectDefinition(
            first,
            prefix,
            [.. fields.DistinctBy(x => x.Name, StringComparer.OrdinalIgnoreCase)],
            [.. files.SelectMany(x => x.FieldUpdates)],
            [.. files.SelectMany(x => x.ValidationRules)]
        );
    }
}
