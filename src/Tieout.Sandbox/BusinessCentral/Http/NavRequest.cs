using System.Text.Json.Nodes;
using Tieout.Sandbox.Faults;

namespace Tieout.Sandbox.BusinessCentral.Http;

/// <summary>One call of the API, on its own or out of a batch.</summary>
/// <param name="Root">Address of the service, with a slash at the end.</param>
/// <param name="Relative">What follows it, with the query.</param>
/// <param name="IfMatch">The version that a change is based on.</param>
/// <param name="PageSize">The most records of a page that the caller wants.</param>
/// <param name="Body">What was sent; none when nothing or no object was.</param>
internal sealed record NavRequest(
    string Method,
    Uri Root,
    string Relative,
    string? IfMatch,
    int? PageSize,
    JsonObject? Body
)
{
    /// <summary>What goes wrong with it.</summary>
    public FaultAction? Fault { get; init; }

    /// <summary>Its number among the calls of a batch; 1 on its own.</summary>
    public int Row { get; init; } = 1;

    /// <summary>How long before now what it writes seems to have been written.</summary>
    public TimeSpan Late =>
        Fault is FaultAction.CommitLate late
            ? TimeSpan.FromMilliseconds(late.Milliseconds)
            : TimeSpan.Zero;

    public string Path => Relative.Split('?')[0].Trim('/');

    public string Query =>
        Relative.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at
            ? Relative[(at + 1)..]
            : string.Empty;
}
