using System.Runtime.InteropServices;

namespace Tieout.Connectors.Files;

/// <summary>A part of a file, in bytes of UTF-8; the end is not included.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ByteRange(long Start, long End);
