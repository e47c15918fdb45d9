using System.Globalization;
using Tieout.Connect;
using Tieout.Connectors.Tryton;
using Tieout.Domain.Amounts;
using Tieout.Testing.Tryton;

namespace Tieout.Connectors.Tests.Tryton;

/// <summary>A test against a real Tryton; the tests of a class share one fresh database.</summary>
/// <remarks>
/// One class at a time: the server answers nonsense while another thread loads a new database.
/// </remarks>
[Collection("Tryton")]
public abstract class TrytonTest : IClassFixture<TrytonClone>
{
    private static int _references;

    protected TrytonTest(TrytonClone clone)
    {
        Assert.SkipWhen(clone.Database is null, TrytonServer.HowToGetOne);
        Database = clone.Database!;
        var rpc = Database.Connect();
        Bench = new TrytonTestBench(rpc);
        Sink = new TrytonSink(rpc, Database.Options);
    }

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected TrytonDatabase Database { get; }

    protected TrytonTestBench Bench { get; }

    protected TrytonSink Sink { get; }

    /// <summary>A reference that no other test uses.</summary>
    protected static string NewReference() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"HUB-{Interlocked.Increment(ref _references)}"
        );

    /// <summary>What the lane does: look, then go on from what is there.</summary>
    protected static async Task<TargetRecord> DeliverAsync(ISink sink, Delivery delivery)
    {
        if (delivery is Delivery.Document)
        {
            _ = await DeliverAsync(sink, Documents.Party);
        }

        var found = await sink.FindAsync(delivery, Cancel);
        return await sink.WriteAsync(delivery, found.Count > 0 ? found[0] : null, Cancel);
    }

    protected Task<TargetRecord> DeliverAsync(Delivery delivery) => DeliverAsync(Sink, delivery);

    protected static Task<ConnectorException> FailureAsync(Func<Task> act) =>
        Assert.ThrowsAsync<ConnectorException>(act);

    protected static int Id(TargetRecord record) =>
        int.Parse(record.ExternalId, CultureInfo.InvariantCulture);

    protected static Money Dollars(decimal amount) => new(amount, Documents.Dollar);

    protected static decimal Number(string text) =>
        decimal.Parse(text, CultureInfo.InvariantCulture);
}
