using System.Globalization;

namespace Tieout.Connectors.Rest.Shapes;

/// <summary>What may stand at a place of a manifest.</summary>
/// <remarks>
/// The one description that the reader, the JSON Schema for editors and the reference page are made
/// of, so that they cannot differ.
/// </remarks>
internal abstract record Shape
{
    private Shape() { }

    /// <summary>For people: what is expected here.</summary>
    public abstract string Expected { get; }

    /// <summary>A text, as a rule one that is not empty.</summary>
    public sealed record Text(string What, string? Pattern = null, bool MayBeEmpty = false) : Shape
    {
        public override string Expected => What;
    }

    /// <summary>One of some words.</summary>
    public sealed record Word(IReadOnlyList<string> Words) : Shape
    {
        public override string Expected => $"one of {string.Join(", ", Words)}";
    }

    /// <summary>A whole number, both bounds included.</summary>
    public sealed record Count(int Min, int Max) : Shape
    {
        public override string Expected =>
            string.Create(CultureInfo.InvariantCulture, $"a whole number, {Min} to {Max}");
    }

    /// <summary>An exact number with a point.</summary>
    public sealed record Number : Shape
    {
        public override string Expected => "a number such as 0.01";
    }

    /// <summary>True or false.</summary>
    public sealed record Flag : Shape
    {
        public override string Expected => "true or false";
    }

    /// <summary>A duration such as 30s, both bounds included, in seconds.</summary>
    public sealed record Time(int Min, int Max) : Shape
    {
        public override string Expected =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"a duration such as 30s, 5m, 1h, 2d; {Min}s to {Max}s"
            );
    }

    /// <summary>Whatever is to be sent: texts, lists and mappings with placeholders.</summary>
    public sealed record Body : Shape
    {
        public override string Expected => "what is sent, with {placeholders}";
    }

    /// <summary>A list of at least one.</summary>
    public sealed record Several(Shape Item) : Shape
    {
        public override string Expected => $"a list, each {Item.Expected}";
    }

    /// <summary>A mapping whose keys the author chooses.</summary>
    /// <param name="Keys">What a key is.</param>
    public sealed record Named(string Keys, Shape Value) : Shape
    {
        public override string Expected => $"a mapping of {Keys} to {Value.Expected}";
    }

    /// <summary>A mapping with known keys.</summary>
    public sealed record Section(string Name, string About, IReadOnlyList<ShapeKey> Keys) : Shape
    {
        public override string Expected => $"a mapping with {string.Join(", ", KeyNames)}";

        public IEnumerable<string> KeyNames => Keys.Select(x => x.Name);
    }

    /// <summary>A mapping whose key <c>kind</c> says which other keys it has.</summary>
    public sealed record Kinds(string Name, IReadOnlyList<Section> Cases) : Shape
    {
        public override string Expected =>
            $"a mapping with kind: {string.Join(", ", Cases.Select(x => x.Name))}";
    }

    /// <summary>A short way for one scalar, or the long way.</summary>
    public sealed record Either(Shape Short, Shape Long) : Shape
    {
        public override string Expected => $"{Short.Expected}, or {Long.Expected}";
    }

    /// <summary>A shape that contains itself.</summary>
    public sealed record Again(Func<Shape> Of) : Shape
    {
        public override string Expected => Of().Expected;
    }
}
