using Tieout.Connect;

namespace Tieout.Connectors.Tests.NetSuite;

/// <summary>A simulated account with the sink, and the customer of the sample documents.</summary>
public abstract class NetSuiteTargetTest : IAsyncLifetime
{
    private protected NetSuiteUnderTest Target { get; private set; } = null!;

    private protected SampleDocuments Samples { get; private set; } = null!;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Target = await NetSuiteUnderTest.OpenAsync();
        Samples = new SampleDocuments(Target);
        await Target.Sink.WriteAsync(Samples.Party(), found: null, Token);
    }

    public async ValueTask DisposeAsync()
    {
        await Target.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Looks whether it is there, and writes it.</summary>
    protected async Task<TargetRecord> WriteAsync(Delivery delivery)
    {
        var found = await Target.Sink.FindAsync(delivery, Token);
        return await Target.Sink.WriteAsync(delivery, found.Count == 0 ? null : found[0], Token);
    }

    protected Task<ConnectorException> FailureAsync(Delivery delivery) =>
        Assert.ThrowsAsync<ConnectorException>(() => WriteAsync(delivery));

    protected Task<IReadOnlyList<TargetRecord>> FindAsync(string suffix) =>
        Target.Sink.FindAsync(Samples.Invoice(suffix, 1m), Token);
}
