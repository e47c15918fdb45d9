namespace Tieout.Connect;

/// <summary>Where exactly a record was read, for a person who has to find it again.</summary>
/// <param name="System">The connection's name in the configuration: <c>chronos</c>.</param>
/// <param name="Place">File and line, or the record's native id: <c>time.csv:17</c>.</param>
public sealed record Origin(string System, string Place);
