namespace Tieout.Connectors.Tests;

/// <summary>Recorded traffic and specifications of the vendors, which are not part of the project.</summary>
/// <remarks>
/// Found by <c>TIEOUT_VENDOR_DATA</c>, or in <c>shared/vendor-data</c> beside the project. A test
/// that asks for them is skipped where they are absent.
/// </remarks>
internal static class VendorData
{
    /// <summary>A file or folder of a vendor: <c>stripe</c>, <c>nango-recorded</c>.</summary>
    public static string PathTo(params ReadOnlySpan<string> parts)
    {
        var root = Environment.GetEnvironmentVariable("TIEOUT_VENDOR_DATA") is { Length: > 0 } told
            ? told
            : Beside();
        var path = root is null ? null : Path.Combine([root, .. parts]);
        Assert.SkipUnless(
            Path.Exists(path),
            "needs recorded traffic of the vendors: set TIEOUT_VENDOR_DATA to its folder"
        );
        return path!;
    }

    private static string? Beside()
    {
        for (
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            folder is not null;
            folder = folder.Parent
        )
        {
            var path = Path.Combine(folder.FullName, "shared", "vendor-data");
            if (Directory.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
