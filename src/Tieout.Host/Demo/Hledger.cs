using System.ComponentModel;
using System.Diagnostics;

namespace Tieout.Host.Demo;

/// <summary>hledger, an independent double-entry program, where it is installed.</summary>
internal static class Hledger
{
    private static readonly TimeSpan RunMax = TimeSpan.FromSeconds(60);

    /// <summary>Has it check a journal strictly: balance, declared accounts and dates in order.</summary>
    public static async Task<(bool IsInstalled, bool IsRight, string Message)> CheckAsync(
        string journal,
        CancellationToken cancellationToken
    )
    {
        var start = new ProcessStartInfo("hledger")
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        string[] arguments = ["check", "--strict", "ordereddates", "-f", journal];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(RunMax);
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = await process.StandardError.ReadToEndAsync(limit.Token);
            _ = await output;
            await process.WaitForExitAsync(limit.Token);
            return (true, process.ExitCode == 0, error.Trim());
        }
        catch (Win32Exception)
        {
            return (false, false, string.Empty);
        }
    }
}
