using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Tieout.Sandbox.Faults;

namespace Tieout.Sandbox.NetSuite.Http;

/// <summary>A call that was let in.</summary>
/// <param name="Root">Scheme and host, without a slash at the end.</param>
/// <param name="Path">From the root.</param>
internal sealed record NsRequest(
    string Method,
    string Root,
    string Path,
    IQueryCollection Query,
    IHeaderDictionary Headers,
    JsonObject Body
)
{
    /// <summary>What the fault programme leaves to the simulator.</summary>
    public FaultAction? Fault { get; init; }

    public TimeSpan Late =>
        Fault is FaultAction.CommitLate late
            ? TimeSpan.FromMilliseconds(late.Milliseconds)
            : TimeSpan.Zero;

    public string Parameter(string name) => Query[name].ToString();

    public string Header(string name) => Headers[name].ToString();

    public bool Prefers(string what) =>
        Header("Prefer")
            .Split(',')
            .Any(x => string.Equals(x.Trim(), what, StringComparison.OrdinalIgnoreCase));
}
