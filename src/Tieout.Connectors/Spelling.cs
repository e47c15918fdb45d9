namespace Tieout.Connectors;

/// <summary>Finds the name that somebody meant who wrote another one.</summary>
public static class Spelling
{
    private const int EditsMax = 2;

    /// <summary>The nearest of the names, at most two letters away; none where all are farther.</summary>
    public static string? Nearest(string text, IEnumerable<string> names) =>
        names
            .Select(name => (Name: name, Edits: EditsBetween(text, name)))
            .Where(x => x.Edits <= EditsMax && x.Edits < text.Length)
            .OrderBy(x => x.Edits)
            .Select(x => x.Name)
            .FirstOrDefault();

    /// <summary>Letters to add, drop or change: Levenshtein's distance.</summary>
    private static int EditsBetween(string left, string right)
    {
        var above = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var row = new int[right.Length + 1];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var change = above[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                row[j] = Math.Min(change, Math.Min(above[j], row[j - 1]) + 1);
            }

            above = row;
        }

        return above[^1];
    }
}
