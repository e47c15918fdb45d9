namespace Tieout.Cli;

/// <summary>What the command line's exit code says; the list is in docs/reference/cli.md.</summary>
internal static class ExitCode
{
    public const int Ok = 0;

    /// <summary>It worked, and there is something to look at: figures that do not tie out.</summary>
    public const int Findings = 1;

    /// <summary>The command line, the configuration or the input is wrong.</summary>
    public const int Usage = 2;

    /// <summary>A connected system, or the store, failed.</summary>
    public const int SystemFailed = 3;

    /// <summary>Another process has the store, or the books of the simulated ERP.</summary>
    public const int StoreInUse = 4;

    /// <summary>A defect of this program.</summary>
    public const int Defect = 70;

    /// <summary>Stopped by a signal; nothing is lost.</summary>
    public const int Interrupted = 130;
}
