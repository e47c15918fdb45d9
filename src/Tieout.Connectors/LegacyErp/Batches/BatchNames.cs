namespace Tieout.Connectors.LegacyErp.Batches;

/// <summary>How the files of batches are called: <c>TIEOUT-2603310900000001.csv</c>.</summary>
internal static class BatchNames
{
    public static string Of(string source, BatchId id, string extension) =>
        $"{source}-{id}{extension}";

    /// <summary>The id in a name; none when it is not a batch's.</summary>
    public static BatchId? IdOf(string name)
    {
        var stem = Path.GetFileNameWithoutExtension(name);
        var text = stem[(stem.LastIndexOf('-') + 1)..];
        return BatchId.TryParse(text, out var id) ? id : null;
    }
}
