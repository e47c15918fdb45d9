namespace Tieout.Runtime.SetAside;

/// <summary>Keeps what one engagement could not do, so that all others go on; its key is the
/// engagement's id.</summary>
[Alias("tieout.set-aside")]
public interface ISetAsideGrain : IGrainWithStringKey
{
    /// <summary>Keeps commands; returns when that is durable. What waits already is not kept twice.
    /// </summary>
    [Alias("keep")]
    Task KeepAsync([Immutable] SetAsideCommands commands);

    /// <summary>Tries everything again.</summary>
    /// <returns>How many commands still wait.</returns>
    [Alias("retry")]
    Task<int> RetryAsync();
}
