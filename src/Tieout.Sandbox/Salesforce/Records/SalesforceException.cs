using System.Diagnostics.CodeAnalysis;

namespace Tieout.Sandbox.Salesforce.Records;

/// <summary>Takes a refusal out of what it undoes.</summary>
[SuppressMessage(
    "Design",
    "CA1064:Exceptions should be public",
    Justification = "It never leaves the simulator."
)]
internal sealed class SalesforceException(params IReadOnlyList<SalesforceError> errors)
    : Exception(errors[0].Message)
{
    public SalesforceException(
        int status,
        string code,
        string message,
        params IReadOnlyList<string> fields
    )
        : this(new SalesforceError(status, code, message, fields.Count == 0 ? null : fields)) { }

    /// <summary>One at least.</summary>
    public IReadOnlyList<SalesforceError> Errors { get; } = errors;
}
