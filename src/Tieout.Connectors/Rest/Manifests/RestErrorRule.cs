using System.Text.RegularExpressions;
using Tieout.Connect;
using Tieout.Connectors.Rest.Values;

namespace Tieout.Connectors.Rest.Manifests;

/// <summary>What an answer means, and whose turn it is. The first rule that fits counts.</summary>
/// <param name="Statuses">Any status when empty.</param>
/// <param name="Path">Where the pattern is looked for; the whole body when none.</param>
/// <param name="Pattern">Any body when none.</param>
/// <param name="Method">Only answers to this method.</param>
/// <param name="Fault">None: the answer is no error.</param>
/// <param name="Reason">Of the reason catalogue, such as PERIOD_CLOSED.</param>
/// <param name="Message">Where the answer tells what is wrong.</param>
/// <param name="Hint">What a person is told to do about it.</param>
/// <param name="RetryAfter">Without a header of the answer.</param>
internal sealed record RestErrorRule(
    IReadOnlyList<StatusRange> Statuses,
    DataPath? Path,
    Regex? Pattern,
    string? Method,
    ConnectorFault? Fault,
    string? Reason,
    DataPath? Message,
    string? Hint,
    TimeSpan? RetryAfter
);
