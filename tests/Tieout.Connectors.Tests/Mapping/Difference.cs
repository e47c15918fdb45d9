namespace Tieout.Connectors.Tests.Mapping;

/// <summary>Something that is told, or sent, differently after one value was changed.</summary>
/// <param name="What">The field in backquotes, or what happens to the whole record.</param>
/// <param name="From">Before; none where it is about the whole record.</param>
/// <param name="To">After it.</param>
internal sealed record Difference(string What, string? From, string? To);
