using Tieout.Connect;

namespace Tieout.Connectors.Tryton;

/// <summary>What the sink refuses itself, before Tryton would.</summary>
internal static class TrytonRefusal
{
    public const string TaxDifference = "TAX_DIFFERENCE";
    public const string TaxCodeMissing = "TAX_CODE_MISSING";
    public const string AccountMissing = "GL_MAPPING_MISSING";
    public const string CustomerMissing = "CUSTOMER_NOT_IN_ERP";
    public const string AddressMissing = "BILL_TO_MISSING";

    public static ConnectorException Of(string system, string message, string? reason = null) =>
        new(ConnectorFault.Refused, $"{system}: {message}", reason: reason);

    public static ConnectorException Settings(string system, string message) =>
        new(ConnectorFault.Settings, $"{system}: {message}");
}
