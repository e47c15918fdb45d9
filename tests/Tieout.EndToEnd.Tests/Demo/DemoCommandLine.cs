using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Tieout.EndToEnd.Tests.Demo;

/// <summary>Runs <c>tieout demo</c> as its users do: the built command in a process of its own.</summary>
internal static class DemoCommandLine
{
    private static readonly string Command = Path.GetFullPath(
        Path.Combine(
            AppContext.BaseDirectory,
            "..",
            "..",
            "Tieout.Cli",
            Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)),
            "tieout"
        )
    );

    public static Process Start(string folder, int entries)
    {
        var start = new ProcessStartInfo(Command)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            "demo",
            "--folder",
            folder,
            "--entries",
            entries.ToString(System.Globalization.CultureInfo.InvariantCulture),
            "--non-interactive",
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        return Process.Start(start)!;
    }

    /// <summary>Runs it, and kills it when it takes longer than this.</summary>
    public static async Task<DemoRun> RunAsync(
        string folder,
        int entries,
        TimeSpan killAfter,
        CancellationToken cancellationToken
    )
    {
        using var process = Start(folder, entries);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        var exit = process.WaitForExitAsync(cancellationToken);
        var isKilled = false;
        try
        {
            await exit.WaitAsync(killAfter, cancellationToken);
        }
        catch (TimeoutException)
        {
            process.Kill();
            await exit;
            isKilled = process.ExitCode == 128 + 9;
        }
        return new DemoRun(isKilled, process.ExitCode, await output, await errors);
    }

    /// <summary>References of the hub with how many documents the ERP has under each.</summary>
    public static IReadOnlyDictionary<string, long> DocumentsByReference(string folder)
    {
        var path = Path.Combine(folder, "ledgerworks.db");
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT reference, COUNT(*) FROM invoices GROUP BY reference";
        using var reader = command.ExecuteReader();
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        while (reader.Read())
        {
            found.Add(reader.GetString(0), reader.GetInt64(1));
        }
        return found;
    }
}
