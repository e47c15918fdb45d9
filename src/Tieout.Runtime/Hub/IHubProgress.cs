namespace Tieout.Runtime.Hub;

/// <summary>Somebody who watches long work.</summary>
public interface IHubProgress
{
    /// <summary>An activity begins; the count it reports goes up to an end that is not known before.</summary>
    IProgress<int> Begin(string activity);
}
