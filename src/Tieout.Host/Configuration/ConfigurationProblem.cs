using System.Globalization;

namespace Tieout.Host.Configuration;

/// <summary>Something in a configuration file that has to be put right.</summary>
/// <param name="Line">From one; zero when the file as a whole is meant.</param>
/// <param name="Column">From one; zero when the file as a whole is meant.</param>
/// <param name="Key">Where, with dots: <c>systems.erp.clientSecret</c>; empty for the file.</param>
/// <param name="Message">What is wrong, and what would be right.</param>
public sealed record ConfigurationProblem(long Line, long Column, string Key, string Message)
{
    /// <summary>As editors and people find it: <c>hub.yaml:7:3: store.path: ...</c>.</summary>
    public string Describe(string file)
    {
        var place =
            Line == 0
                ? file
                : string.Create(CultureInfo.InvariantCulture, $"{file}:{Line}:{Column}");
        return Key.Length == 0 ? $"{place}: {Message}" : $"{place}: {Key}: {Message}";
    }
}
