using Tieout.Runtime.Hub;

namespace Tieout.EndToEnd.Tests.Hub;

/// <summary>Nobody watches.</summary>
internal sealed class NoProgress : IHubProgress
{
    public IProgress<int> Begin(string activity) => new Progress<int>();
}
