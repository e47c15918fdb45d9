namespace Tieout.Connectors.Rest.Values;

/// <summary>What a placeholder may name, and what it may go on to from there.</summary>
internal sealed class Vocabulary
{
    private readonly IReadOnlyDictionary<string, Vocabulary>? _members;

    private Vocabulary(IReadOnlyDictionary<string, Vocabulary>? members) => _members = members;

    /// <summary>Anything: what only the other system knows.</summary>
    public static Vocabulary Open { get; } = new(members: null);

    /// <summary>Nothing below it: a text, a number or a day.</summary>
    public static Vocabulary Leaf { get; } =
        new(new Dictionary<string, Vocabulary>(StringComparer.Ordinal));

    /// <summary>In the order in which they are told.</summary>
    public IEnumerable<string> Names => _members?.Keys ?? [];

    /// <summary>What stands below a name; none where there is no such name.</summary>
    public Vocabulary? Below(string name) => _members?.GetValueOrDefault(name);

    public static Vocabulary Of(params IEnumerable<(string Name, Vocabulary Below)> members) =>
        new(members.ToDictionary(x => x.Name, x => x.Below, StringComparer.Ordinal));

    public static Vocabulary OfLeaves(params IEnumerable<string> names) =>
        Of(names.Select(x => (x, Leaf)));

    /// <summary>The names of both; those of the other count where both have one.</summary>
    public Vocabulary With(Vocabulary other) =>
        _members is null || other._members is null
            ? Open
            : Of(
                _members
                    .Where(x => !other._members.ContainsKey(x.Key))
                    .Concat(other._members)
                    .Select(x => (x.Key, x.Value))
            );

    /// <summary>What a path leads to; none where it names what is not there.</summary>
    public Vocabulary? Find(DataPath path) => Walk(path.Names).Found;

    /// <summary>Why a path names nothing, what there is, and what was probably meant.</summary>
    public string Problem(DataPath path)
    {
        var (_, last, owner, name) = Walk(path.Names);
        var what =
            owner.Length == 0
                ? "is no placeholder here"
                : $"is no placeholder: {owner} has no '{name}'";
        var known = last.Names.Any() ? string.Join(", ", last.Names) : "none";
        var nearest = Spelling.Nearest(name, last.Names) is { } meant
            ? $" Did you mean '{meant}'?"
            : string.Empty;
        return $"'{{{path.Text}}}' {what}; known here: {known}.{nearest}";
    }

    private (Vocabulary? Found, Vocabulary Last, string Owner, string Name) Walk(
        IEnumerable<string> names
    )
    {
        var at = this;
        var owner = string.Empty;
        foreach (var name in names)
        {
            if (at._members is null)
            {
                return (at, at, owner, name);
            }

            if (!at._members.TryGetValue(name, out var below))
            {
                return (null, at, owner, name);
            }

            owner = owner.Length == 0 ? name : $"{owner}.{name}";
            at = below;
        }

        return (at, at, string.Empty, string.Empty);
    }
}
