using System.Text;

namespace Tieout.Sandbox.LegacyErp;

/// <summary>The ERP's side of the folders that it shares with others.</summary>
internal sealed class ErpFolder
{
    private readonly Encoding _encoding;

    public ErpFolder(string root, string encoding)
    {
        _encoding =
            CodePagesEncodingProvider.Instance.GetEncoding(encoding)
            ?? Encoding.GetEncoding(encoding);
        Inbound = Path.Combine(root, "inbound");
        Archive = Path.Combine(root, "inbound", "archive");
        Outbound = Path.Combine(root, "outbound");
        foreach (var folder in new[] { Inbound, Archive, Outbound })
        {
            _ = Directory.CreateDirectory(folder);
        }
    }

    public string Inbound { get; }

    public string Archive { get; }

    public string Outbound { get; }

    /// <summary>Batches in the order of their names; what is still written has another ending.</summary>
    public IReadOnlyList<string> Waiting(string extension) =>
        [.. Directory.EnumerateFiles(Inbound, "*" + extension).Order(StringComparer.Ordinal)];

    public string Text(byte[] content) => _encoding.GetString(content);

    /// <summary>Puts a batch away under a name that is free.</summary>
    public void PutAway(string path)
    {
        var target = Path.Combine(Archive, Path.GetFileName(path));
        for (var copy = 2; File.Exists(target); copy++)
        {
            target = Path.Combine(
                Archive,
                FormattableString.Invariant(
                    $"{Path.GetFileNameWithoutExtension(path)}~{copy}{Path.GetExtension(path)}"
                )
            );
        }

        File.Move(path, target);
    }

    /// <summary>Writes a file whole, in place of one of that name.</summary>
    public void Give(string name, string content)
    {
        var path = Path.Combine(Outbound, name);
        File.WriteAllBytes(path + ".tmp", _encoding.GetBytes(content));
        File.Move(path + ".tmp", path, overwrite: true);
    }
}
