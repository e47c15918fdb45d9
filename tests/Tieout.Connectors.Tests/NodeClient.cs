using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Tieout.Connectors.Tests;

/// <summary>Runs a vendor's own client for Node.js, unmodified, against a simulator.</summary>
/// <remarks>
/// A script is a CommonJS file beside its test, copied to the output. It reads its input from the
/// argument, as JSON, and writes what it found out as one JSON object to standard output.
/// </remarks>
internal static class NodeClient
{
    /// <summary>Runs a script of this assembly's folder to its end.</summary>
    /// <param name="script">Path below the test project: <c>Stripe/stripe-client.cjs</c>.</param>
    /// <param name="input">Becomes the script's argument.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <returns>What it wrote. The test fails when the script does.</returns>
    public static async Task<JsonObject> RunAsync(
        string script,
        JsonObject input,
        CancellationToken cancellationToken
    )
    {
        var node = Environment.GetEnvironmentVariable("TIEOUT_TEST_NODE");
        var clients = Environment.GetEnvironmentVariable("TIEOUT_TEST_CLIENTS");
        if (string.IsNullOrEmpty(node) || string.IsNullOrEmpty(clients))
        {
            Assert.NotEqual("required", Environment.GetEnvironmentVariable("TIEOUT_TEST_SERVICES"));
            Assert.Skip(
                "needs Node.js clients: eval \"$(tests/services/ensure.sh)\" sets TIEOUT_TEST_NODE"
            );
        }

        var start = new ProcessStartInfo(node)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, script), input.ToJsonString() },
            Environment = { ["NODE_PATH"] = Path.Combine(clients, "node_modules") },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        Assert.True(process.ExitCode == 0, $"{script} failed: {await errors}");
        return JsonNode.Parse(await output)!.AsObject();
    }
}
