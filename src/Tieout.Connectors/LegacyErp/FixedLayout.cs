using System.Text;
using Tieout.Connect;
using Tieout.Domain.Deciding;

namespace Tieout.Connectors.LegacyErp;

/// <summary>A record of fields of fixed width, one after the other.</summary>
/// <remarks>A value never moves its neighbours: what is too long is cut or refused.</remarks>
internal sealed class FixedLayout
{
    private readonly Dictionary<string, (int Start, FixedField Field)> _fields = new(
        StringComparer.Ordinal
    );

    public FixedLayout(string name, params IReadOnlyList<FixedField> fields)
    {
        Name = name;
        Fields = fields;
        foreach (var field in fields)
        {
            _fields[field.Name] = (Length, field);
            Length += field.Length;
        }
    }

    /// <summary>Of the record or segment.</summary>
    public string Name { get; }

    /// <summary>In the order of the record.</summary>
    public IReadOnlyList<FixedField> Fields { get; }

    /// <summary>Of the whole record, in characters.</summary>
    public int Length { get; }

    /// <summary>A record with some of its fields; the others are blank.</summary>
    /// <exception cref="ConnectorException">A value that is not text is too long.</exception>
    public string Write(params IReadOnlyList<(string Field, string? Value)> values)
    {
        var record = new StringBuilder(new string(' ', Length));
        foreach (var (name, value) in values)
        {
            var isField = _fields.TryGetValue(name, out var place);
            Invariant.Require(isField, $"{Name} has a field {name}");
            var text = ErpText.Plain(value ?? string.Empty);
            if (text.Length > place.Field.Length)
            {
                text = place.Field.IsText
                    ? ErpText.Cut(text, place.Field.Length)
                    : throw ErpFaults.Refused(
                        $"'{text}' has {text.Length} characters; {Name}-{name} takes {place.Field.Length}."
                    );
            }

            for (var i = 0; i < text.Length; i++)
            {
                record[place.Start + i] = text[i];
            }
        }

        return record.ToString();
    }

    /// <summary>The value of a field, without blanks around it.</summary>
    public string Read(string record, string name)
    {
        var (start, field) = _fields[name];
        return start >= record.Length
            ? string.Empty
            : record[start..Math.Min(start + field.Length, record.Length)].Trim();
    }
}
