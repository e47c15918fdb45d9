namespace Tieout.Connectors.Files.Layouts;

/// <summary>One column of a file, as documented in docs/reference/files.md.</summary>
/// <param name="Index">Its place among the layout's columns, not in a file.</param>
/// <param name="IsRequired">Must be in the header and filled in each row.</param>
/// <param name="Words">The allowed words of a form that has them.</param>
internal sealed record Column(
    int Index,
    string Name,
    bool IsRequired,
    ColumnForm Form,
    string Example,
    string Meaning,
    IReadOnlyList<string> Words
);
