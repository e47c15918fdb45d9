namespace Tieout.EndToEnd.Tests.Rest;

/// <summary>Pages of the reference that are written by the code they are about.</summary>
internal static class ApprovedPage
{
    /// <summary>The root of the repository.</summary>
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

    /// <summary>The page is as it is to be; with TIEOUT_APPROVE=1 it is written so.</summary>
    /// <param name="name">Relative to the reference.</param>
    /// <param name="expected">From the text that is there, empty when there is none.</param>
    public static void Holds(string name, Func<string, string> expected)
    {
        var path = Path.Combine(Root, "docs", "reference", name);
        var text = File.Exists(path) ? File.ReadAllText(path) : string.Empty;
        if (Environment.GetEnvironmentVariable("TIEOUT_APPROVE") is "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, expected(text));
            return;
        }

        Assert.Equal(expected(text), text);
    }
}
