namespace Tieout.Connectors.Tests.Mapping;

/// <summary>A member of what a vendor's system holds.</summary>
/// <param name="Object">The kind of record, in the vendor's words.</param>
/// <param name="Path">From the record; what is below it is joined by dots.</param>
internal sealed record VendorMember(string Object, string Path);
