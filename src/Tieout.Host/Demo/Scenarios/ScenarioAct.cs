namespace Tieout.Host.Demo.Scenarios;

/// <summary>What people do in their systems on one day; then the hub works until all is quiet.</summary>
/// <param name="Title">In a few words.</param>
/// <param name="Tells">What a reader should know of it.</param>
/// <param name="ShowAsync">What the systems themselves show when the hub is done, a line each; nothing when none.</param>
internal sealed record ScenarioAct(
    LocalDate Day,
    string Title,
    string Tells,
    Func<CancellationToken, Task> DoAsync,
    Func<CancellationToken, Task<IReadOnlyList<string>>>? ShowAsync = null
);
