using Tieout.Connect;

namespace Tieout.Connectors.Files;

/// <summary>Says which path could not be used, and what to do.</summary>
internal static class FolderFault
{
    private const int DiskFull = unchecked((int)0x80070070);
    private const int NoSpaceLeft = 28;

    public static ConnectorException Of(string path, Exception exception) =>
        exception.HResult is DiskFull or NoSpaceLeft
            ? new ConnectorException(
                ConnectorFault.Transient,
                $"The disk of {path} is full; make room, the next attempt goes on.",
                inner: exception
            )
            : new ConnectorException(
                ConnectorFault.Settings,
                $"{path} cannot be used ({Cause(exception)}). Check the folder setting, and that "
                    + "the hub's account may read, write and rename there.",
                inner: exception
            );

    private static string Cause(Exception exception) =>
        exception switch
        {
            DirectoryNotFoundException or FileNotFoundException => "it does not exist",
            UnauthorizedAccessException => "access is denied",
            _ => exception.Message,
        };
}
