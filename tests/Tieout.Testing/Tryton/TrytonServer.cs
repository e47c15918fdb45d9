using System.Diagnostics;

namespace Tieout.Testing.Tryton;

/// <summary>The real Tryton that the environment offers to tests, if it does.</summary>
/// <remarks>
/// <c>TIEOUT_TEST_TRYTON</c> is its base URL and <c>TIEOUT_TEST_TRYTON_SCRIPT</c> the script that
/// clones and drops databases; <c>tests/services/ensure.sh</c> prints both.
/// </remarks>
public sealed record TrytonServer(Uri Address, string Script)
{
    // The server loads a database's modules at the first call, and fails when it loads two at once.
    private static readonly SemaphoreSlim Cloning = new(1, 1);

    /// <summary>The user that the seeded databases have for the hub.</summary>
    public const string Login = "hub";

    /// <summary>Its password; not a secret.</summary>
    public const string Password = "hub-Passw0rd!";

    /// <summary>None where the environment offers no Tryton.</summary>
    public static TrytonServer? Current { get; } = Find();

    /// <summary>Why tests are skipped without one.</summary>
    public static string HowToGetOne =>
        "needs a Tryton server: eval \"$(tests/services/ensure.sh)\" sets TIEOUT_TEST_TRYTON and "
        + "TIEOUT_TEST_TRYTON_SCRIPT";

    /// <summary>A fresh, seeded database.</summary>
    public async Task<TrytonDatabase> CloneAsync(CancellationToken cancellationToken)
    {
        // The server remembers names for ever, so each is used once.
        var name = "t" + Convert.ToHexStringLower(Guid.CreateVersion7().ToByteArray());
        await Cloning.WaitAsync(cancellationToken);
        try
        {
            await RunAsync("clone", name, cancellationToken);
            var database = new TrytonDatabase(this, name);
            await database.Connect().LogInAsync(cancellationToken);
            return database;
        }
        finally
        {
            Cloning.Release();
        }
    }

    internal async Task RunAsync(string command, string name, CancellationToken cancellationToken)
    {
        using var script = Process.Start(
            new ProcessStartInfo(Script, [command, name])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var output = script.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = script.StandardError.ReadToEndAsync(cancellationToken);
        await script.WaitForExitAsync(cancellationToken);
        if (script.ExitCode != 0)
        {
            throw new InvalidOperationException(
                $"{Script} {command} {name} failed: {await output}{await errors}"
            );
        }
    }

    private static TrytonServer? Find()
    {
        var address = Environment.GetEnvironmentVariable("TIEOUT_TEST_TRYTON");
        var script = Environment.GetEnvironmentVariable("TIEOUT_TEST_TRYTON_SCRIPT");
        return string.IsNullOrEmpty(address) || string.IsNullOrEmpty(script)
            ? null
            : new TrytonServer(new Uri(address.TrimEnd('/') + "/"), script);
    }
}
