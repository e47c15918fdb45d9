namespace Tieout.Cli;

/// <summary>The command cannot be carried out; the message says what, where and what next.</summary>
internal sealed class CommandRefusedException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
