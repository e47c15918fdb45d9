namespace Tieout.Runtime.Storage.ReadStore;

/// <summary>A read table, described once for both stores.</summary>
/// <param name="Columns">The key first.</param>
/// <param name="KeyLength">How many columns are the key.</param>
/// <param name="Indexes">As after <c>CREATE INDEX … ON</c>: <c>(invoice) WHERE …</c>.</param>
public sealed record ReadTable(
    string Name,
    IReadOnlyList<ReadColumn> Columns,
    int KeyLength,
    IReadOnlyList<string> Indexes
)
{
    /// <summary>Reads <c>name text, stage text?, effort bigint</c>; <c>?</c> may be null.</summary>
    public static ReadTable Of(string name, int keyLength, string columns, params string[] indexes)
    {
        var parsed = columns
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(column => column.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(words => new ReadColumn(
                words[0],
                words[1].StartsWith("text", StringComparison.Ordinal),
                words[1].EndsWith('?')
            ));
        return new ReadTable(name, [.. parsed], keyLength, indexes);
    }

    /// <summary>The names of the key's columns, in order.</summary>
    public string Key => string.Join(", ", Columns.Take(KeyLength).Select(column => column.Name));

    /// <summary>All names, in order.</summary>
    public string Names => string.Join(", ", Columns.Select(column => column.Name));

    /// <summary>Writes a row, in place of the one with the same key.</summary>
    public RowStatement Upsert()
    {
        var rest = Columns.Skip(KeyLength).Select(x => $"{x.Name} = excluded.{x.Name}").ToList();
        var otherwise = rest.Count == 0 ? "NOTHING" : $"UPDATE SET {string.Join(", ", rest)}";
        return new RowStatement(
            $"INSERT INTO {Name} ({Names}) "
                + $"VALUES ({string.Join(", ", Columns.Select(column => $"@{column.Name}"))}) "
                + $"ON CONFLICT ({Key}) DO {otherwise}"
        );
    }

    /// <summary>The statements that make the table and its indexes.</summary>
    /// <param name="text">How the store declares a text that is compared byte by byte.</param>
    /// <param name="options">What the store wants after the columns.</param>
    public IEnumerable<string> Definition(string text, string options)
    {
        var columns = Columns.Select(x =>
            $"{x.Name} {(x.IsText ? text : "bigint")}{(x.IsNullable ? string.Empty : " NOT NULL")}"
        );
        yield return $"CREATE TABLE {Name} ({string.Join(", ", columns)}, PRIMARY KEY ({Key}))"
            + options;
        for (var i = 0; i < Indexes.Count; i++)
        {
            yield return $"CREATE INDEX {Name}_by_{i + 1} ON {Name} {Indexes[i]}";
        }
    }
}
