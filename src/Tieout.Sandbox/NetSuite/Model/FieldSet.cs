namespace Tieout.Sandbox.NetSuite.Model;

/// <summary>Fields by name; names differ in more than case.</summary>
internal sealed class FieldSet
{
    private readonly Dictionary<string, Field> _byName;

    private FieldSet(IReadOnlyList<Field> fields)
    {
        All = fields;
        _byName = fields.ToDictionary(x => x.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>In the order in which they are told.</summary>
    public IReadOnlyList<Field> All { get; }

    /// <summary>Reads fields that stand apart by white space.</summary>
    public static FieldSet Parse(string text) =>
        new([
            .. text.Split(
                    (char[]?)null,
                    StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
                )
                .Select(Field.Parse),
        ]);

    public FieldSet With(string name, FieldKind kind, FieldSet parts) =>
        new([.. All, new Field(name, kind, Target: null, IsReadOnly: false, parts)]);

    public Field? Find(string name) => _byName.GetValueOrDefault(name);
}
