namespace Tieout.Domain.ProjectSetup;

/// <summary>What a system says about a record.</summary>
/// <param name="Status"><c>ok</c>, or why it is not there: <c>pending</c>, <c>failed</c>.</param>
/// <param name="Version">Of the copy; none where the system has no version.</param>
public sealed record ProvisioningStatus(string Status, string? Version = null)
{
    private const string Ok = "ok";

    public bool IsOk => string.Equals(Status, Ok, StringComparison.Ordinal);
}
