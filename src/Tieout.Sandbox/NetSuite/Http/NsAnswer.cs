using System.Text.Json.Nodes;

namespace Tieout.Sandbox.NetSuite.Http;

/// <summary>What a call is answered with.</summary>
/// <param name="Location">Where a record that was written can be read.</param>
internal sealed record NsAnswer(int Status, JsonNode? Body = null, string? Location = null);
