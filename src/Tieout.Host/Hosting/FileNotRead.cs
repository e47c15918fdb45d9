namespace Tieout.Host.Hosting;

/// <summary>A file that a run left where it was.</summary>
/// <param name="System">Whose folder it is in.</param>
/// <param name="Reason">What it waits for, and what to do.</param>
public sealed record FileNotRead(string System, string Name, string Reason);
