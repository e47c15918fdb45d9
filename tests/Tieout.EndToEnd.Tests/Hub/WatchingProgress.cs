using Tieout.Runtime.Hub;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>Tells a test what the hub begins to do, before it does it.</summary>
internal sealed class WatchingProgress(Action<string> begun) : IHubProgress
{
    public IProgress<int> Begin(string activity)
    {
        begun(activity);
        return new Progress<int>();
    }
}
