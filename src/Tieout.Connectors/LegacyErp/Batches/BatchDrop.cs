using Tieout.Connect;

namespace Tieout.Connectors.LegacyErp.Batches;

/// <summary>Hands batches over so that a crash at any step leaves one of two known states.</summary>
/// <remarks>
/// In this order: the batch under a temporary name in <c>inbound</c>, a copy in <c>sent</c>, the
/// name. A copy beside a temporary file was never handed over, and is carried on; a copy without
/// one was; a temporary file without a copy was given up and is removed.
/// </remarks>
/// <param name="source">What the names of the hub's batches begin with.</param>
/// <param name="reached">Told after each step, for tests that crash there.</param>
internal sealed class BatchDrop(ErpFolders folders, string source, Action<DropStep>? reached)
{
    private const string Temporary = ".tmp";

    /// <summary>Hands a batch over.</summary>
    /// <exception cref="ConnectorException">
    /// Transient before it was kept; of unknown outcome from there on.
    /// </exception>
    public void Drop(string name, byte[] content)
    {
        var inbound = Path.Combine(folders.Inbound, name);
        var sent = Path.Combine(folders.Sent, name);
        _ = ErpFolders.Guarded(
            inbound,
            () =>
            {
                RemoveAbandoned();
                WriteWhole(inbound + Temporary, content);
                reached?.Invoke(DropStep.Written);
                WriteWhole(sent + Temporary, content);
                return true;
            }
        );
        Settled(
            sent,
            () =>
            {
                File.Move(sent + Temporary, sent, overwrite: false);
                reached?.Invoke(DropStep.Kept);
            }
        );
        Settled(
            inbound,
            () =>
            {
                File.Move(inbound + Temporary, inbound, overwrite: false);
                reached?.Invoke(DropStep.Dropped);
            }
        );
    }

    /// <summary>A batch that was kept and never handed over.</summary>
    public bool IsUndropped(string name) =>
        File.Exists(Path.Combine(folders.Inbound, name + Temporary));

    /// <summary>Takes a batch back that was never handed over; repeating it is harmless.</summary>
    public bool Withdraw(string name) =>
        ErpFolders.Guarded(
            name,
            () =>
            {
                // Without its copy the rest is given up, whatever comes between.
                if (IsUndropped(name))
                {
                    File.Delete(Path.Combine(folders.Sent, name));
                    File.Delete(Path.Combine(folders.Inbound, name + Temporary));
                }

                return true;
            }
        );

    private static void Settled(string path, Action work)
    {
        try
        {
            work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ErpFaults.Unknown(path, e);
        }
    }

    private static void WriteWhole(string path, byte[] content)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write);
        stream.Write(content);
        stream.Flush(flushToDisk: true);
    }

    private void RemoveAbandoned()
    {
        var pattern = $"{source}-*{Temporary}";
        foreach (var file in new DirectoryInfo(folders.Sent).EnumerateFiles(pattern))
        {
            file.Delete();
        }

        foreach (var file in new DirectoryInfo(folders.Inbound).EnumerateFiles(pattern))
        {
            var name = Path.GetFileNameWithoutExtension(file.Name);
            if (BatchNames.IdOf(name) is not null && !File.Exists(Path.Combine(folders.Sent, name)))
            {
                file.Delete();
            }
        }
    }
}
