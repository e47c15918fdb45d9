using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Tests.Rest;

/// <summary>Rows below a record.</summary>
public sealed class RestRowTests
{
    [Theory]
    [InlineData(".", "1")]
    [InlineData("parts", "A B")]
    public async Task A_contract_without_a_list_of_lines_has_itself_as_one(
        string records,
        string lines
    )
    {
        await using var rest = await RestUnderTest.StartAsync();
        rest.Server.Answer = _ => new TestAnswer(
            """[{ "number": "K-1", "client": "C", "line": "1", "parts": [{ "line": "A" }, { "line": "B" }] }]"""
        );

        var contract = Assert.Single(
            await rest.FactsAsync<Contract>(
                $$"""
                manifest: 1
                system: Acme
                resources:
                  deals:
                    feed: contracts
                    path: deals
                    fields:
                      contract: number
                      customer: client
                      legal_entity: { value: DE }
                      currency: { value: EUR }
                      start: { value: 2026-01-01 }
                      signed: { value: "true" }
                    rows:
                      lines:
                        records: {{records}}
                        fields: { line: line, kind: { value: time-and-materials } }
                """
            )
        );

        Assert.Equal(lines, string.Join(' ', contract.Terms.Lines.Select(x => x.Id.Value)));
    }
}
