using System.Globalization;
using System.Text.Json.Nodes;
using Tieout.Sandbox.BusinessCentral.Model;
using Tieout.Sandbox.Serving;

namespace Tieout.Sandbox.BusinessCentral.Books;

/// <summary>One record, to be read and changed; a change counts once it is saved.</summary>
/// <remarks>Fields whose name starts with a tilde are the simulator's and never told.</remarks>
internal sealed class NavRecord(Resource resource, StoredObject stored)
{
    public const string NoId = "00000000-0000-0000-0000-000000000000";

    private const string Version = "~version";

    public Resource Resource { get; } = resource;

    public StoredObject Stored { get; } = stored;

    public string Id => Stored.Id;

    public JsonObject Fields => Stored.Fields;

    /// <summary>Weak, as Business Central builds it: a hash that changes with every change.</summary>
    public string ETag => Etags.Of(Stored.Kind, Id, Whole(Version));

    public bool Has(string name) => Text(name) is { Length: > 0 } text && text is not NoId;

    public string Text(string name) => (string?)Fields[name] ?? string.Empty;

    public decimal Amount(string name) => (decimal?)Fields[name] ?? 0m;

    public long Whole(string name) => (long?)Fields[name] ?? 0L;

    public bool Is(string name) => (bool?)Fields[name] ?? false;

    public DateOnly Date(string name) =>
        Text(name) is { Length: > 0 } text
            ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture)
            : DateOnly.MinValue;

    public bool IsSame(string name, string text) =>
        string.Equals(Text(name), text, StringComparison.OrdinalIgnoreCase);

    public NavRecord Set(string name, string value)
    {
        Fields[name] = value;
        return this;
    }

    public NavRecord Set(string name, decimal value)
    {
        Fields[name] = Plain(value);
        return this;
    }

    public NavRecord Set(string name, bool value)
    {
        Fields[name] = value;
        return this;
    }

    public NavRecord Set(string name, long value)
    {
        Fields[name] = value;
        return this;
    }

    public NavRecord Set(string name, DateOnly value) =>
        Set(name, value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>Marks it as changed once more.</summary>
    public void Bump() => Set(Version, Whole(Version) + 1);

    /// <summary>Without zeros at the end: 164.7 and not 164.70.</summary>
    private static decimal Plain(decimal value) => value / 1.000000000000000000000000000m;
}
