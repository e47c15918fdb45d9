using Tieout.Sandbox.Salesforce.Records;

namespace Tieout.Sandbox.Salesforce.Rest;

/// <summary>Says that a resource knows a method not.</summary>
internal static class MethodNotAllowed
{
    public static SalesforceException Of(string method, string allowed) =>
        new(
            405,
            "METHOD_NOT_ALLOWED",
            $"HTTP Method '{method}' not allowed. Allowed are {allowed}"
        );
}
