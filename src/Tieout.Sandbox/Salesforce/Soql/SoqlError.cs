using System.Globalization;
using Tieout.Sandbox.Salesforce.Records;

namespace Tieout.Sandbox.Salesforce.Soql;

/// <summary>What is wrong with a query, in the vendor's words and with its pointer.</summary>
internal static class SoqlError
{
    private const int ContextLength = 60;
    private const string Hint =
        " Please reference your WSDL or the describe call for the appropriate names.";

    public static SalesforceException Malformed(string message) =>
        new(400, "MALFORMED_QUERY", message);

    public static SalesforceException Unexpected(string query, SoqlToken? token) =>
        token is null
            ? Malformed("unexpected token: '<EOF>'")
            : new SalesforceException(
                400,
                "MALFORMED_QUERY",
                At(query, token.Start, $"unexpected token: '{token.Text}'")
            );

    public static SalesforceException NoField(
        string query,
        string path,
        string name,
        string kind
    ) =>
        new(
            400,
            "INVALID_FIELD",
            At(
                query,
                query.IndexOf(path, StringComparison.Ordinal),
                $"No such column '{name}' on entity '{kind}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name.{Hint}"
            )
        );

    public static SalesforceException NoRelationship(string query, string path, string name) =>
        new(
            400,
            "INVALID_FIELD",
            At(
                query,
                query.IndexOf(path, StringComparison.Ordinal),
                $"Didn't understand relationship '{name}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name.{Hint}"
            )
        );

    public static SalesforceException NoObject(string query, string name) =>
        new(
            400,
            "INVALID_TYPE",
            At(
                query,
                query.IndexOf(name, StringComparison.Ordinal),
                $"sObject type '{name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name.{Hint}"
            )
        );

    private static string At(string query, int start, string message)
    {
        var at = Math.Max(start, 0);
        var from = Math.Max(at - (ContextLength / 2), 0);
        var to = Math.Min(from + ContextLength, query.Length);
        var line = query[from..to].ReplaceLineEndings(" ");
        var pointer = new string(' ', at - from) + "^";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"\n{line}\n{pointer}\nERROR at Row:1:Column:{at + 1}\n{message}"
        );
    }
}
