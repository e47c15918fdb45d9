using System.Text.Json.Nodes;

namespace Tieout.Connectors.Tests.NetSuite;

/// <summary>What the account answered.</summary>
internal sealed record NetSuiteReply(int Status, JsonNode? Body, string? Location)
{
    /// <summary>Status, code and detail of a refusal.</summary>
    public (int Status, string Code, string Detail) Refusal
    {
        get
        {
            var detail = Body?["o:errorDetails"]?[0];
            Assert.NotNull(detail);
            return (Status, (string)detail["o:errorCode"]!, (string)detail["detail"]!);
        }
    }

    public override string ToString() => $"{Status} {Body}";

    public static async Task<NetSuiteReply> OfAsync(
        HttpResponseMessage answer,
        CancellationToken cancellationToken
    )
    {
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return new NetSuiteReply(
            (int)answer.StatusCode,
            text.Length == 0 ? null : JsonNode.Parse(text),
            answer.Headers.Location?.ToString()
        );
    }
}
