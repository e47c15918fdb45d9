namespace Tieout.Sandbox.NetSuite.Model;

/// <summary>A field of a record type, or of the lines of one.</summary>
/// <param name="Target">The type that a reference leads to.</param>
/// <param name="IsReadOnly">Computed; what is sent for it is not taken.</param>
/// <param name="Parts">The fields of a sublist's lines or of a subrecord.</param>
internal sealed record Field(
    string Name,
    FieldKind Kind,
    string? Target,
    bool IsReadOnly,
    FieldSet? Parts
)
{
    /// <summary>Reads <c>name:kind</c>; a kind is a letter, <c>@type</c>, and <c>!</c> for read-only.</summary>
    public static Field Parse(string text)
    {
        var parts = text.Split(':');
        var kind = parts[1].TrimEnd('!');
        return new Field(
            parts[0],
            kind[0] switch
            {
                's' => FieldKind.Text,
                'b' => FieldKind.YesNo,
                'n' => FieldKind.Amount,
                'i' => FieldKind.Count,
                'd' => FieldKind.Date,
                't' => FieldKind.Instant,
                'e' => FieldKind.Choice,
                '@' => FieldKind.Reference,
                _ => throw new FormatException($"'{text}' is no field."),
            },
            kind[0] == '@' ? kind[1..] : null,
            parts[1].EndsWith('!'),
            Parts: null
        );
    }
}
