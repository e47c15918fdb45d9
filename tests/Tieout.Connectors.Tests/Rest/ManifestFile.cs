using Tieout.Connectors.Rest.Manifests;

namespace Tieout.Connectors.Tests.Rest;

/// <summary>Manifests in a folder of their own.</summary>
internal sealed class ManifestFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("manifest-");

    /// <summary>The repository's root.</summary>
    public static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Tieout.slnx")))
            {
                folder =
                    folder.Parent ?? throw new DirectoryNotFoundException("the repository's root");
            }

            return folder.FullName;
        }
    }

    public RestManifest Read(string yaml)
    {
        var file = Write(yaml);
        Assert.True(
            ManifestReader.TryRead(file, out var manifest, out var problems),
            string.Join('\n', problems.Select(x => x.Describe("manifest.yaml")))
        );
        return manifest;
    }

    public IReadOnlyList<string> Problems(string yaml)
    {
        Assert.False(ManifestReader.TryRead(Write(yaml), out _, out var problems));
        return [.. problems.Select(x => x.Describe("manifest.yaml"))];
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Write(string yaml)
    {
        var file = Path.Combine(_folder.FullName, "manifest.yaml");
        File.WriteAllText(file, yaml);
        return file;
    }
}
