using System.Text.Json.Nodes;

namespace Tieout.Connectors.Tests.Mapping;

/// <summary>One value of a member, and what stands there instead.</summary>
internal sealed record ReadChange(VendorMember Member, JsonNode? From, JsonNode? To);
