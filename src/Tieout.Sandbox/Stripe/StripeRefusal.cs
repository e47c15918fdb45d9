using System.Diagnostics.CodeAnalysis;

namespace Tieout.Sandbox.Stripe;

/// <summary>Why a request has no effect, in the words of Stripe's error object.</summary>
/// <remarks>Thrown inside the change that it undoes.</remarks>
[SuppressMessage(
    "Design",
    "CA1064:Exceptions should be public",
    Justification = "It becomes an answer and never leaves the simulator."
)]
internal sealed class StripeRefusal(
    int status,
    string message,
    string? code = null,
    string? param = null,
    string type = StripeRefusal.InvalidRequest
) : Exception(message)
{
    public const string InvalidRequest = "invalid_request_error";

    public int Status { get; } = status;

    public string Type { get; } = type;

    public string? Code { get; } = code;

    public string? Param { get; } = param;

    /// <summary>What is asked for by its own address.</summary>
    public static StripeRefusal NotFound(string what, string id) =>
        new(404, $"No such {what}: '{id}'", "resource_missing", "id");

    /// <summary>What another object names and does not exist.</summary>
    public static StripeRefusal Missing(string what, string id, string param) =>
        new(400, $"No such {what}: '{id}'", "resource_missing", param);

    public static StripeRefusal MissingParameter(string name) =>
        new(400, $"Missing required param: {name}.", "parameter_missing", name);

    public static StripeRefusal Invalid(
        string message,
        string? param = null,
        string? code = null
    ) => new(400, message, code, param);
}
