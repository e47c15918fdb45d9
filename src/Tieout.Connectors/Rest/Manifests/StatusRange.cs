using System.Globalization;
using System.Runtime.InteropServices;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>HTTP statuses, both bounds included: <c>422</c>, <c>5xx</c>.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct StatusRange(int First, int Last)
{
    public const string Pattern = "^[1-5]([0-9][0-9]|xx)$";

    public static StatusRange Parse(string text) =>
        text.EndsWith("xx", StringComparison.Ordinal)
            ? new((text[0] - '0') * 100, ((text[0] - '0') * 100) + 99)
            : new(
                int.Parse(text, CultureInfo.InvariantCulture),
                int.Parse(text, CultureInfo.InvariantCulture)
            );

    public bool Holds(int status) => status >= First && status <= Last;
}
