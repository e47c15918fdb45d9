using System.CommandLine;
using Tieout.Cli;

var root = TieoutCommand.Create();
var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    _ = await parsed.InvokeAsync();
    return ExitCode.Usage;
}

return await parsed.InvokeAsync(
    new InvocationConfiguration
    {
        // Failures are told by CommandFrame; a signal waits for an orderly stop and no longer.
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = TimeSpan.FromSeconds(10),
    }
);
