namespace Tieout.Connectors.Rest.Manifests;

/// <summary>How a system writes a value.</summary>
internal enum ValueForm
{
    /// <summary>As its column is written in files.</summary>
    Plain,

    /// <summary>A calendar day, ISO or in the field's format.</summary>
    Date,

    /// <summary>An instant of ISO 8601; a day is the day in the field's zone.</summary>
    Instant,

    /// <summary>Seconds since 1970 in UTC.</summary>
    UnixSeconds,

    /// <summary>Milliseconds since 1970 in UTC.</summary>
    UnixMilliseconds,

    /// <summary>A duration of ISO 8601; becomes seconds.</summary>
    Duration,

    /// <summary>Hours and minutes such as 1:30; becomes seconds.</summary>
    Clock,

    /// <summary>A number with a comma before its decimals.</summary>
    DecimalComma,

    /// <summary>A number with a point before its decimals, and commas between its thousands.</summary>
    DecimalPoint,
}
