using Tieout.Connect;

namespace Tieout.Connectors.LegacyErp;

/// <summary>The folders that the hub and the ERP share.</summary>
internal sealed class ErpFolders(string root)
{
    /// <summary>Into the ERP: a batch is there until the ERP takes it.</summary>
    public string Inbound { get; } = Path.Combine(root, "inbound");

    /// <summary>Where the ERP puts batches that it has taken, if it keeps them.</summary>
    public string Taken { get; } = Path.Combine(root, "inbound", "archive");

    /// <summary>Out of the ERP: acknowledgements, periods, receipts.</summary>
    public string Outbound { get; } = Path.Combine(root, "outbound");

    /// <summary>The hub's own copy of each batch that it has handed over.</summary>
    public string Sent { get; } = Path.Combine(root, "sent");

    /// <summary>Makes sure that they are there.</summary>
    /// <exception cref="ConnectorException">
    /// The root is wrong, or it is empty as the place of a share that is not mounted: what stands on
    /// the share would be taken for absent.
    /// </exception>
    public void Require()
    {
        if (!Directory.Exists(root))
        {
            throw new ConnectorException(
                ConnectorFault.Settings,
                $"{root} does not exist. Check the folder setting."
            );
        }

        foreach (var folder in new[] { Inbound, Outbound })
        {
            if (!Directory.Exists(folder))
            {
                throw new ConnectorException(
                    ConnectorFault.Transient,
                    $"{folder} is not there: the share is not mounted, or the ERP's people have yet "
                        + "to make it."
                );
            }
        }

        Guarded(Sent, () => Directory.CreateDirectory(Sent));
    }

    /// <summary>Proves that files can be made and renamed.</summary>
    /// <exception cref="ConnectorException">They cannot.</exception>
    public void Probe()
    {
        foreach (var folder in new[] { Inbound, Sent })
        {
            var probe = Path.Combine(folder, ".tieout-check.tmp");
            _ = Guarded(
                folder,
                () =>
                {
                    File.WriteAllBytes(probe, []);
                    File.Move(probe, probe + ".tmp", overwrite: true);
                    File.Delete(probe + ".tmp");
                    return true;
                }
            );
        }
    }

    /// <summary>The files of a folder in name order, none while there is no such folder.</summary>
    public static IReadOnlyList<FileInfo> List(string folder, string pattern) =>
        Guarded(
            folder,
            () =>
            {
                var directory = new DirectoryInfo(folder);
                return directory.Exists
                    ? (IReadOnlyList<FileInfo>)
                        [
                            .. directory
                                .EnumerateFiles(pattern)
                                .OrderBy(x => x.Name, StringComparer.Ordinal),
                        ]
                    : [];
            }
        );

    /// <summary>Does something with files.</summary>
    /// <exception cref="ConnectorException">It failed.</exception>
    public static T Guarded<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ErpFaults.Of(path, e);
        }
    }
}
