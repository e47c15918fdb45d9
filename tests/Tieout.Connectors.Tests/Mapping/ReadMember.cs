using System.Text.Json.Nodes;

namespace Tieout.Connectors.Tests.Mapping;

/// <summary>A member of a system's answers, and some of the values that it has.</summary>
internal sealed record ReadMember(VendorMember Member, IReadOnlyList<JsonNode?> Values);
