using System.Globalization;

namespace Tieout.Testing;

/// <summary>Pages of the reference that are written by the code they are about.</summary>
public static class ApprovedPage
{
    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The page is as it is to be; with TIEOUT_APPROVE=1 it is written so.</summary>
    /// <param name="name">Relative to the reference.</param>
    /// <param name="expected">From the text that is there, empty when there is none.</param>
    /// <exception cref="InvalidDataException">It is not, and from which line on.</exception>
    public static void Holds(string name, Func<string, string> expected)
    {
        var path = Path.Combine(Root, "docs", "reference", name);
        var there = File.Exists(path) ? File.ReadAllText(path) : string.Empty;
        var text = expected(there);
        if (Environment.GetEnvironmentVariable("TIEOUT_APPROVE") is "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
        else if (!text.Equals(there, StringComparison.Ordinal))
        {
            throw new InvalidDataException(WhatDiffers(name, text, there));
        }
    }

    private static string WhatDiffers(string name, string text, string there)
    {
        var (wanted, found) = (text.Split('\n'), there.Split('\n'));
        var line = wanted.Zip(found).TakeWhile(x => x.First == x.Second).Count();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            docs/reference/{name} is not as it is to be, from line {line + 1} on.
            It says:    {found.ElementAtOrDefault(line) ?? "nothing more"}
            It has to:  {wanted.ElementAtOrDefault(line) ?? "nothing more"}
            With TIEOUT_APPROVE=1 it is written.
            """
        );
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Tieout.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("the repository's root");
        }

        return folder.FullName;
    }
}
