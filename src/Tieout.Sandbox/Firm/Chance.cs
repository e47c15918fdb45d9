namespace Tieout.Sandbox.Firm;

/// <summary>A draw that follows from its place alone, so that nothing needs to be remembered.</summary>
/// <remarks>SplitMix64 (Steele, Lea, Flood 2014): the same root gives the same draw everywhere.</remarks>
internal readonly record struct Chance(ulong Root)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>The draw at a place below this one.</summary>
    public Chance At(long place) => new(Mix(unchecked(Root + (Golden * ((ulong)place + 1)))));

    /// <summary>A draw for one purpose.</summary>
    public Chance For(DrawOf purpose) => At((long)purpose);

    /// <summary>From zero to the bound, which is excluded.</summary>
    public int Below(int bound) => (int)(((Mix(Root) >> 32) * (ulong)bound) >> 32);

    /// <summary>One of a list.</summary>
    public T Pick<T>(IReadOnlyList<T> list) => list[Below(list.Count)];

    /// <summary>True this many times of a thousand.</summary>
    public bool Happens(int perMille) => Below(1000) < perMille;

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z += Golden;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
