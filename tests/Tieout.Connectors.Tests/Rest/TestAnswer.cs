namespace Tieout.Connectors.Tests.Rest;

/// <summary>What a test server answers.</summary>
/// <param name="Status">Zero breaks the connection.</param>
internal sealed record TestAnswer(string Body, int Status = 200)
{
    public Dictionary<string, string> Headers { get; init; } = [];
}
