namespace Tieout.Runtime.SetAside;

/// <summary>Commands of one engagement that could not be carried out.</summary>
/// <param name="Commands">Their numbers are given by whoever keeps them.</param>
public sealed record SetAsideCommands(IReadOnlyList<SetAsideEvent.CommandSetAside> Commands);
