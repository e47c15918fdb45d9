using System.Collections.Concurrent;

namespace Tieout.Runtime.Storage.GroupCommit;

/// <summary>The store's dictionary of event types: rows hold a small number for the name.</summary>
/// <remarks>Numbers are given once and never change, so both directions are kept for ever. The
/// number of types is the number of kinds of event in the code.</remarks>
internal sealed class EventTypeNames
{
    private readonly ConcurrentDictionary<string, long> _numbers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, string> _names = new();

    public void Add(long number, string name)
    {
        _names[number] = name;
        _numbers[name] = number;
    }

    public bool TryGetNumber(string name, out long number) =>
        _numbers.TryGetValue(name, out number);

    public bool TryGetName(long number, out string name) => _names.TryGetValue(number, out name!);

    public string NameOf(long number) => _names[number];
}
