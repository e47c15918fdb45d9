using Tieout.Connect;

namespace Tieout.Connectors.NetSuite;

/// <summary>Makes the projects of contracts, below their customers.</summary>
/// <remarks>
/// Each is written under its external id, which NetSuite keeps unique. What is there is left as it is:
/// people rename projects, and give them managers, tasks and billing schedules.
/// </remarks>
internal sealed class NetSuiteProjects(
    NetSuiteClient client,
    NetSuiteLists lists,
    NetSuiteOptions options
)
{
    private const int NameMax = 83;

    public async Task<IReadOnlyList<TargetRecord>> FindAsync(
        ProjectOrder order,
        CancellationToken cancellationToken
    )
    {
        var answer = await client.GetAsync(Address(order), cancellationToken);
        return answer.IsNothing ? [] : [Record(order, new NetSuiteRecord(answer.Value))];
    }

    public async Task<TargetRecord> WriteAsync(
        ProjectOrder order,
        CancellationToken cancellationToken
    )
    {
        // PUT changes what it finds: it is looked at here once more.
        if (await FindAsync(order, cancellationToken) is [var held])
        {
            return held;
        }

        var currency = await lists.CurrencyIdAsync(order.Currency, cancellationToken);
        var body = NetSuiteBodies.Project(order, options, currency, NameMax);
        cancellationToken.ThrowIfCancellationRequested();
        var path = NetSuiteCall.Records + Address(order);
        var key = NetSuiteKey.Of(path, string.Empty, body.ToJsonString());
        var call = new NetSuiteCall(HttpMethod.Put, path, body, key);
        var answer = await client.WriteAsync(call);
        if (answer.IsRepeated)
        {
            // Deleted since, or written by a call whose answer was lost: PUT is safe.
            answer = await client.WriteAsync(call with { Key = null });
        }

        answer.Require();
        try
        {
            return await FindAsync(order, CancellationToken.None) is [var made]
                ? made
                : throw new ConnectorException(
                    ConnectorFault.OutcomeUnknown,
                    $"Project {order.Contract} was written and is not there."
                );
        }
        catch (ConnectorException e)
        {
            throw NetSuiteFaults.AfterWrite(e);
        }
    }

    private static TargetRecord Record(ProjectOrder order, NetSuiteRecord record) =>
        new(
            order.Contract.Value,
            $"job/{record.Id}",
            TargetState.Posted,
            record.Optional("entityId") ?? record.Id
        );

    private static string Address(ProjectOrder order) =>
        $"job/{NetSuiteExternalId.Address(order.Contract.Value)}";
}
