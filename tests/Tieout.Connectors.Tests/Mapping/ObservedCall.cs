namespace Tieout.Connectors.Tests.Mapping;

/// <summary>What a connector asked a system.</summary>
/// <param name="Path">From the root, without a slash before it and without query.</param>
/// <param name="Query">With its question mark; empty when there is none.</param>
internal sealed record ObservedCall(string Method, string Path, string Query, string Body);
