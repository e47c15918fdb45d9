namespace Tieout.Domain.ProjectSetup;

/// <summary>What a system says about a record.</summary>
/// <param name="Status"><c>ok</c>, or why it is not there: <c>pending</c>, <c>failed</c>.</param>
/// <param name="Version">Of the copy; none where the system has no version.</param>
/// <param name="Message">Why it is not there, in the system's words; none where the status says it all.</param>
public sealed record ProvisioningStatus(
    string Status,
    string? Version = null,
    string? Message = null
)
{
    public const string Ok = "ok";
    public const string Pending = "pending";
    public const string Failed = "failed";

    public bool IsOk => string.Equals(Status, Ok, StringComparison.Ordinal);
}
