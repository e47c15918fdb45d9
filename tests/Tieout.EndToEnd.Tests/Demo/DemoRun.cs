namespace Tieout.EndToEnd.Tests.Demo;

/// <summary>How a run of <c>tieout demo</c> ended.</summary>
internal sealed record DemoRun(bool IsKilled, int ExitCode, string Output, string Errors)
{
    public string? Fingerprint =>
        Output
            .Split('\n')
            .Where(x => x.StartsWith("fingerprint ", StringComparison.Ordinal))
            .Select(x => x["fingerprint ".Length..].Trim())
            .SingleOrDefault();
}
