namespace Tieout.Host.Demo;

/// <summary>How far the story has come; kept so that a run that was cut off goes on.</summary>
/// <param name="Written">Waves whose files were all dropped.</param>
/// <param name="Finished">Waves that were read, billed and delivered.</param>
internal sealed record DemoState(int Seed, int Entries, int Written, int Finished);
