namespace Tieout.Sandbox.Serving;

/// <summary>A system that can be simulated.</summary>
/// <param name="Name">As it is asked for: <c>ledgerworks</c>.</param>
/// <param name="Title">For a person, in a sentence: "a simulated cloud ERP".</param>
/// <param name="Credentials">How to get in, as a sentence; rehearsal figures only.</param>
/// <param name="StartAsync">Starts one; see <see cref="SimulatorServer"/>.</param>
public sealed record SimulatedSystem(
    string Name,
    string Title,
    string Credentials,
    Func<SimulatorOptions, CancellationToken, Task<SimulatorServer>> StartAsync
)
{
    /// <summary>The formats of a system that exchanges files, its default first; none for others.</summary>
    public IReadOnlyList<string> Formats { get; init; } = [];
}
