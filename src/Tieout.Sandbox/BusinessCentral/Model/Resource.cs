namespace Tieout.Sandbox.BusinessCentral.Model;

/// <summary>An entity of the API: what it is called and what it has.</summary>
/// <param name="type">In the singular: <c>salesInvoice</c>.</param>
/// <param name="set">In the plural, as in addresses.</param>
/// <param name="table">What messages call it.</param>
internal sealed class Resource(string type, string set, string table)
{
    private readonly Dictionary<string, Field> _byName = new(StringComparer.Ordinal);
    private readonly List<Field> _fields = [];
    private readonly List<Navigation> _navigations = [];

    public string Type { get; } = type;

    public string Set { get; } = set;

    public string Table { get; } = table;

    /// <summary>In the order in which they are told.</summary>
    public IReadOnlyList<Field> Fields => _fields;

    public IReadOnlyList<Navigation> Navigations => _navigations;

    /// <summary>Bound actions without their namespace: <c>post</c>.</summary>
    public IReadOnlyList<string> Actions { get; init; } = [];

    public Verbs Verbs { get; init; } = Verbs.None;

    /// <summary>The properties that a list is sorted by when nothing else is asked for.</summary>
    public IReadOnlyList<string> SortedBy { get; init; } = [];

    /// <summary>The property without which a list is refused; none when every list is given.</summary>
    public string? RequiredFilter { get; init; }

    /// <summary>The number series that numbers new records without one.</summary>
    public string? Series { get; init; }

    /// <summary>The property whose value no two records may share.</summary>
    public string? UniqueBy { get; init; }

    public string Key => _fields[0].Name;

    public Field? Find(string name) => _byName.GetValueOrDefault(name);

    public Navigation? Way(string name) =>
        _navigations.Find(x => string.Equals(x.Name, name, StringComparison.Ordinal));

    public Resource Id() => With("id", FieldKind.Guid);

    public Resource Guids(params ReadOnlySpan<string> names) => Each(names, FieldKind.Guid);

    public Resource Code(int length, params ReadOnlySpan<string> names) =>
        Each(names, FieldKind.Code, length);

    public Resource Text(int length, params ReadOnlySpan<string> names) =>
        Each(names, FieldKind.Text, length);

    public Resource ReadText(int length, params ReadOnlySpan<string> names) =>
        Each(names, FieldKind.Text, length, isReadOnly: true);

    public Resource Decimals(params ReadOnlySpan<string> names) => Each(names, FieldKind.Decimal);

    public Resource ReadDecimals(params ReadOnlySpan<string> names) =>
        Each(names, FieldKind.Decimal, isReadOnly: true);

    public Resource Integers(params ReadOnlySpan<string> names) => Each(names, FieldKind.Integer);

    public Resource Booleans(params ReadOnlySpan<string> names) => Each(names, FieldKind.Boolean);

    public Resource ReadBooleans(params ReadOnlySpan<string> names) =>
        Each(names, FieldKind.Boolean, isReadOnly: true);

    public Resource Dates(params ReadOnlySpan<string> names) => Each(names, FieldKind.Date);

    public Resource Choice(string name, params IReadOnlyList<string> choices) =>
        With(name, FieldKind.Choice, choices: choices);

    public Resource ReadChoice(string name, params IReadOnlyList<string> choices) =>
        With(name, FieldKind.Choice, isReadOnly: true, choices: choices);

    /// <summary>The instant of the last change, which the system keeps itself.</summary>
    public Resource Stamp(string name = Resources.Modified) =>
        With(name, FieldKind.Instant, isReadOnly: true);

    public Resource With(
        string name,
        FieldKind kind,
        int length = 0,
        bool isReadOnly = false,
        IReadOnlyList<string>? choices = null
    )
    {
        var field = new Field(name, kind, length, isReadOnly, choices);
        _fields.Add(field);
        _byName.Add(name, field);
        return this;
    }

    /// <summary>Properties that are computed while they are told.</summary>
    public Resource NotStored(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            var field = _byName[name];
            _fields[_fields.IndexOf(field)] = _byName[name] = field with { IsStored = false };
        }

        return this;
    }

    /// <summary>A list of parts that hold this record's id.</summary>
    public Resource Many(string name, string foreign) => Many(name, name, foreign);

    public Resource Many(string name, string target, string foreign)
    {
        _navigations.Add(new Navigation(name, target, Key, foreign, IsMany: true));
        return this;
    }

    /// <summary>One record whose id is a property here.</summary>
    public Resource One(string name, string target, string local)
    {
        _navigations.Add(new Navigation(name, target, local, "id", IsMany: false));
        return this;
    }

    private Resource Each(
        ReadOnlySpan<string> names,
        FieldKind kind,
        int length = 0,
        bool isReadOnly = false
    )
    {
        foreach (var name in names)
        {
            _ = With(name, kind, length, isReadOnly);
        }

        return this;
    }
}
