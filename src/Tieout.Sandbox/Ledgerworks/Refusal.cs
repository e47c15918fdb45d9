namespace Tieout.Sandbox.Ledgerworks;

/// <summary>The vendor's error body, and the status that it is sent with.</summary>
internal sealed record Refusal(int Status, string Code, string Message, string? Field = null)
{
    public static Refusal NotFound(string what, object id) =>
        new(404, "not_found", $"There is no {what} {id}.");

    public static Refusal Invalid(string code, string message, string field) =>
        new(422, code, message, field);

    public static Refusal Conflict(string code, string message) => new(409, code, message);

    public static Refusal StaleVersion(long version) =>
        new(412, "stale_version", $"It was changed since: the version is now {version}.");
}
