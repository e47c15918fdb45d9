using System.Runtime.InteropServices;

namespace Tieout.Connectors.Files.Reading;

/// <summary>A place between two rows.</summary>
/// <param name="Offset">In bytes of UTF-8; 0 before the header.</param>
/// <param name="Line">The line that starts there, counted from 1.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RowPosition(long Offset, int Line)
{
    public static RowPosition Start { get; } = new(0, 1);
}
