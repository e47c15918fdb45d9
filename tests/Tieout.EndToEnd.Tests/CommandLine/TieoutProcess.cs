using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Tieout.EndToEnd.Tests.CommandLine;

/// <summary>The built program, run as a user runs it.</summary>
internal sealed class TieoutProcess : IDisposable
{
    private static readonly TimeSpan RunMax = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly List<string> _errors = [];
    private readonly TaskCompletionSource _ended = new();

    private TieoutProcess(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginErrorReadLine();
        _output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
    }

    /// <summary>Starts it in a folder.</summary>
    public static TieoutProcess Start(string folder, params string[] arguments) =>
        new(Process.Start(Plan(folder, arguments))!);

    /// <summary>Runs it to its end with variables in its environment and something on its input.</summary>
    public static async Task<(int Code, string Output, string Errors)> RunWithAsync(
        string folder,
        IReadOnlyList<(string Name, string Value)> variables,
        string input,
        params string[] arguments
    )
    {
        var plan = Plan(folder, arguments);
        foreach (var (name, value) in variables)
        {
            plan.Environment[name] = value;
        }

        using var process = new TieoutProcess(Process.Start(plan)!);
        await process._process.StandardInput.WriteAsync(input);
        process._process.StandardInput.Close();
        return await process.EndAsync();
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(
        string folder,
        params string[] arguments
    )
    {
        using var process = Start(folder, arguments);
        return await process.EndAsync();
    }

    /// <summary>Runs it on a terminal of some width; both outputs are on the same screen.</summary>
    public static async Task<string> RunOnTerminalAsync(
        string folder,
        int columns,
        string arguments
    )
    {
        Assert.SkipUnless(
            File.Exists("/usr/bin/script"),
            "needs script of util-linux for a terminal"
        );
        var program = Path.Combine(AppContext.BaseDirectory, "tieout.dll");
        var command = string.Create(
            CultureInfo.InvariantCulture,
            $"stty cols {columns} rows 40; exec dotnet '{program}' {arguments}"
        );
        var start = new ProcessStartInfo("/usr/bin/script")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
            ArgumentList = { "--quiet", "--return", "--command", command, "/dev/null" },
        };
        using var process = new TieoutProcess(Process.Start(start)!);
        return (await process.EndAsync()).Output;
    }

    /// <summary>Returns when stderr has said something.</summary>
    public async Task HeardAsync(string text)
    {
        using var limit = new CancellationTokenSource(RunMax);
        while (!Errors().Contains(text, StringComparison.Ordinal))
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.WhenAny(_ended.Task, Task.Delay(20, limit.Token));
            Stands();
        }
    }

    /// <summary>Fails with its words when it has ended.</summary>
    public void Stands() => Assert.False(_process.HasExited, Errors());

    /// <summary>What Ctrl-C sends.</summary>
    public void Interrupt() => Assert.Equal(0, Kill(_process.Id, 2));

    public async Task<(int Code, string Output, string Errors)> EndAsync()
    {
        using var limit = new CancellationTokenSource(RunMax);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
            throw;
        }

        return (_process.ExitCode, await _output, Errors());
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private static ProcessStartInfo Plan(string folder, string[] arguments)
    {
        var plan = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        plan.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "tieout.dll"));
        foreach (var argument in arguments)
        {
            plan.ArgumentList.Add(argument);
        }

        return plan;
    }

    private string Errors()
    {
        lock (_errors)
        {
            return string.Join('\n', _errors);
        }
    }

    private void Add(string? line)
    {
        lock (_errors)
        {
            if (line is null)
            {
                _ended.TrySetResult();
            }
            else
            {
                _errors.Add(line.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
