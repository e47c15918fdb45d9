using System.Runtime.InteropServices;

namespace Tieout.Sandbox.Firm;

/// <summary>How many entries, and their effort in whole seconds.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TimeTally(long Entries, long Seconds)
{
    public static TimeTally Zero { get; }

    public static TimeTally operator +(TimeTally left, TimeTally right) =>
        new(left.Entries + right.Entries, left.Seconds + right.Seconds);
}
