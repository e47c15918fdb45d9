namespace Tieout.Runtime.Tests.Storage;

/// <summary>A folder that goes with its test.</summary>
public sealed class TestFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("tieout-test-").FullName;

    public string File(string name) => Path.Combine(_path, name);

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
