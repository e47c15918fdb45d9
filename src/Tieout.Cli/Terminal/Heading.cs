namespace Tieout.Cli.Terminal;

/// <summary>The heading of a column of a table.</summary>
/// <param name="Text">As it is shown.</param>
/// <param name="IsFigure">Stands to the right.</param>
/// <param name="IsProse">May be broken between words.</param>
internal sealed record Heading(string Text, bool IsFigure, bool IsProse)
{
    // A space on each side, and the line between two columns.
    private const int Around = 3;

    public static Heading Parse(string text) =>
        text switch
        {
            ['>', .. var figure] => new Heading(figure, IsFigure: true, IsProse: false),
            ['~', .. var prose] => new Heading(prose, IsFigure: false, IsProse: true),
            _ => new Heading(text, IsFigure: false, IsProse: false),
        };

    /// <summary>What a table needs at least, in characters.</summary>
    public static int WidthOf(Heading[] columns, IReadOnlyList<string>[] rows) =>
        columns.Select((column, i) => column.WidthOf(rows.Select(row => row[i])) + Around).Sum();

    private int WidthOf(IEnumerable<string> cells) =>
        cells.Prepend(Text).Max(cell => IsProse ? LongestWord(cell) : cell.Length);

    private static int LongestWord(string text) => text.Split(' ').Max(word => word.Length);
}
