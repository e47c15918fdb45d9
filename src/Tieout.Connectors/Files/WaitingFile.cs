namespace Tieout.Connectors.Files;

/// <summary>A file in the folder that is not read at the moment, for an operator.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reason">What it waits for, and what to do.</param>
public sealed record WaitingFile(string Name, string Reason);
