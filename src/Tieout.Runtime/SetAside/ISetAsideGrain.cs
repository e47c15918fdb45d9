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
    /// <param name="bills">Billing runs as well; a source may have more for them.</param>
    /// <returns>How many commands still wait.</returns>
    [Alias("retry")]
    Task<int> RetryAsync(bool bills);

    /// <summary>Gives a command up for good.</summary>
    /// <returns>Whether it waited.</returns>
    [Alias("dismiss")]
    Task<bool> DismissAsync(int number, string by, string because);
}
