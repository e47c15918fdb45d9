using Microsoft.Extensions.Logging;

namespace Tieout.Runtime.SetAside;

/// <summary>Log messages of what is set aside: event ids 3000 to 3999.</summary>
internal static partial class SetAsideLog
{
    [LoggerMessage(3000, LogLevel.Error, "Engagement {Engagement} failed by a defect")]
    public static partial void Failed(ILogger logger, Exception defect, string engagement);
}
