namespace Tieout.Host.Demo.Scenarios;

/// <summary>Which scenario is told, and where.</summary>
/// <param name="Name">One of <see cref="ScenarioStory.Names"/>.</param>
/// <param name="Folder">Emptied first, if an earlier telling made it.</param>
/// <param name="Real">The systems of a scenario that is told on real ones; none for the others.</param>
public sealed record ScenarioOptions(string Name, string Folder, RealSystems? Real = null);
