using Tieout.Connect;

namespace Tieout.Connectors.NetSuite;

/// <summary>The key under which NetSuite keeps what the hub writes.</summary>
internal static class NetSuiteExternalId
{
    /// <summary>A part of an address.</summary>
    /// <exception cref="ConnectorException">
    /// It has other characters than NetSuite takes; another spelling could be another record's.
    /// </exception>
    public static string Address(string key) =>
        key.All(x => char.IsAsciiLetterOrDigit(x) || x is '_' or '-')
            ? $"eid:{key}"
            : throw new ConnectorException(
                ConnectorFault.Refused,
                $"'{key}' cannot be an external id in NetSuite: letters, digits, '_' and '-' only."
            );
}
