namespace Tieout.Connectors.Tests.Mapping;

/// <summary>Another value of one canonical field of what is delivered.</summary>
/// <param name="Field">By path: <c>invoice.dueDate</c>.</param>
internal abstract record CanonicalChange(string Field, string From, string To);
