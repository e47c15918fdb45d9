namespace Tieout.Sandbox.BusinessCentral.Model;

/// <summary>A property of an entity.</summary>
/// <param name="Length">Characters that a text may have; 0 for other kinds.</param>
/// <param name="IsReadOnly">Computed; what a caller sends is refused.</param>
/// <param name="Choices">The words of a choice; the first is the one of a new record.</param>
internal sealed record Field(
    string Name,
    FieldKind Kind,
    int Length = 0,
    bool IsReadOnly = false,
    IReadOnlyList<string>? Choices = null
)
{
    /// <summary>False for what is computed while it is told: nothing can be looked for by it.</summary>
    public bool IsStored { get; init; } = true;

    /// <summary>The place of a word in its list, in the API's spelling or the plain one; -1 when unknown.</summary>
    public int IndexOf(string word)
    {
        var choices = Choices ?? [];
        for (var i = 0; i < choices.Count; i++)
        {
            if (
                string.Equals(choices[i], word, StringComparison.OrdinalIgnoreCase)
                || string.Equals(Spelling.Of(choices[i]), word, StringComparison.OrdinalIgnoreCase)
            )
            {
                return i;
            }
        }

        return -1;
    }
}
