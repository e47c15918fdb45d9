using System.CommandLine;
using Tieout.Cli;

var root = TieoutCommand.Create();
var parsed = root.Parse(args);
var errors = UsageErrors.Of(parsed);
if (errors.Count > 0)
{
    return await UsageErrors.TellAsync(parsed, errors);
}

return await parsed.InvokeAsync(
    new InvocationConfiguration
    {
        // Failures are told by CommandFrame; a signal waits for an orderly stop and no longer.
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = TimeSpan.FromSeconds(10),
    }
);
