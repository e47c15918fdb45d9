namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>Connects more systems to the hub of a bench.</summary>
internal static class MoreSystems
{
    /// <summary>Puts a system before those that its configuration has.</summary>
    /// <param name="section">As it stands below <c>systems</c>, from its name on.</param>
    public static async Task ConnectAsync(this HubBench bench, string section)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var text = await File.ReadAllTextAsync(bench.ConfigFile, cancellation);
        var lines = section.Split('\n').Select(line => $"  {line}");
        await File.WriteAllTextAsync(
            bench.ConfigFile,
            text.Replace(
                "systems:",
                $"systems:\n{string.Join('\n', lines)}",
                StringComparison.Ordinal
            ),
            cancellation
        );
    }
}
