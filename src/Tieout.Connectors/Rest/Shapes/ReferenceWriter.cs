using System.Globalization;
using System.Text;

namespace Tieout.Connectors.Rest.Shapes;

/// <summary>Writes a shape as the tables of the reference page.</summary>
internal sealed class ReferenceWriter
{
    private readonly StringBuilder _text = new();
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    public static string Write(Shape.Section root)
    {
        var writer = new ReferenceWriter();
        writer.Section(root, root.Name, "##", kind: null);
        return writer._text.ToString();
    }

    private void Section(Shape.Section section, string title, string level, string? kind)
    {
        if (!_written.Add(title))
        {
            return;
        }

        _text.Append(CultureInfo.InvariantCulture, $"{level} {title}\n\n{section.About}\n\n");
        if (section.Keys.Count > 0 || kind is not null)
        {
            _text.Append("| key | default | value | meaning |\n|---|---|---|---|\n");
            if (kind is not null)
            {
                Row("kind", "required", $"`{kind}`", string.Empty);
            }

            foreach (var key in section.Keys)
            {
                var standard =
                    key.IsRequired ? "required"
                    : key.Default is { } text ? $"`{text}`"
                    : string.Empty;
                Row(key.Name, standard, Value(key.Shape), key.About);
            }

            _text.Append('\n');
        }

        foreach (var key in section.Keys)
        {
            Below(key.Shape);
        }
    }

    private void Row(string key, string standard, string value, string about) =>
        _text.Append(
            CultureInfo.InvariantCulture,
            $"| `{key}` | {standard} | {value} | {about.Replace("|", "\\|", StringComparison.Ordinal)} |\n"
        );

    private static string Value(Shape shape) =>
        shape switch
        {
            Shape.Again again => Value(again.Of()),
            Shape.Section section => $"[{section.Name}](#{section.Name})",
            Shape.Kinds kinds => $"[{kinds.Name}](#{kinds.Name})",
            Shape.Several several => $"list of: {Value(several.Item)}",
            Shape.Named named => $"{named.Keys}: {Value(named.Value)}",
            Shape.Either { Long: Shape.Several } either => $"{Value(either.Short)}, or several",
            Shape.Either either => $"{Value(either.Short)}, or {Value(either.Long)}",
            Shape.Word words => string.Join(", ", words.Words.Select(x => $"`{x}`")),
            _ => shape.Expected,
        };

    private void Below(Shape shape)
    {
        switch (shape)
        {
            case Shape.Again:
                break;
            case Shape.Section section:
                Section(section, section.Name, "##", kind: null);
                break;
            case Shape.Kinds kinds when _written.Add(kinds.Name):
                _text.Append(CultureInfo.InvariantCulture, $"## {kinds.Name}\n\n");
                foreach (var one in kinds.Cases)
                {
                    Section(one, $"{kinds.Name}: {one.Name}", "###", one.Name);
                }

                break;
            case Shape.Several several:
                Below(several.Item);
                break;
            case Shape.Named named:
                Below(named.Value);
                break;
            case Shape.Either either:
                Below(either.Short);
                Below(either.Long);
                break;
        }
    }
}
