namespace Tieout.Host.Demo.Scenarios;

/// <summary>What people do in their systems on one day; then the hub works until all is quiet.</summary>
/// <param name="Title">In a few words.</param>
/// <param name="Tells">What a reader should know of it.</param>
internal sealed record ScenarioAct(
    LocalDate Day,
    string Title,
    string Tells,
    Func<CancellationToken, Task> DoAsync
);
