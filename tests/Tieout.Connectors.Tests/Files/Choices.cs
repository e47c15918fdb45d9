namespace Tieout.Connectors.Tests.Files;

/// <summary>Repeatable choices from a seed that the property test prints.</summary>
internal sealed class Choices(int seed)
{
    private ulong _state = (ulong)seed + 1;

    /// <summary>A number from 0 up to, not including, <paramref name="count"/>.</summary>
    public int Next(int count)
    {
        _state = unchecked((_state * 6364136223846793005UL) + 1442695040888963407UL);
        return (int)((_state >> 33) % (ulong)count);
    }
}
