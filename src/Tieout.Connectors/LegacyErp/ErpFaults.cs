using Tieout.Connect;

namespace Tieout.Connectors.LegacyErp;

/// <summary>Decides who has to act when a folder fails or a document cannot be written as a file.</summary>
internal static class ErpFaults
{
    public const string PeriodClosed = "PERIOD_CLOSED";
    public const string AccountMissing = "GL_MAPPING_MISSING";

    /// <summary>The hub does not write what the format cannot carry.</summary>
    public static ConnectorException Refused(string message, string? reason = null) =>
        new(ConnectorFault.Refused, message, reason: reason);

    /// <summary>A file was not read or written: nothing was handed over.</summary>
    public static ConnectorException Of(string path, Exception exception) =>
        exception is UnauthorizedAccessException
            ? new ConnectorException(
                ConnectorFault.Settings,
                $"{path} cannot be used: access is denied. The hub's account needs to read, write "
                    + "and rename there.",
                inner: exception
            )
            : new ConnectorException(
                ConnectorFault.Transient,
                $"{path} cannot be used: {exception.Message}",
                inner: exception
            );

    /// <summary>A batch was kept, and nobody knows whether the ERP was given it.</summary>
    public static ConnectorException Unknown(string path, Exception exception) =>
        new(
            ConnectorFault.OutcomeUnknown,
            $"{path} may or may not have been handed over: {exception.Message}",
            inner: exception
        );
}
