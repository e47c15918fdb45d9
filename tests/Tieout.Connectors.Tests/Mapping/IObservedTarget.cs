namespace Tieout.Connectors.Tests.Mapping;

/// <summary>A target on a simulated system, which is written to again and again.</summary>
internal interface IObservedTarget : IAsyncDisposable
{
    /// <summary>What is written, by name: customers, invoices, credit memos.</summary>
    IReadOnlyList<string> Deliveries { get; }

    /// <summary>Texts of examples that are the system's own ids.</summary>
    Func<string, string> Plain => x => x;

    /// <summary>Another value of each canonical field that comes with a delivery.</summary>
    /// <param name="delivery">One of <see cref="Deliveries"/>.</param>
    IReadOnlyList<CanonicalChange> ChangesOf(string delivery);

    /// <summary>Writes a sample, under a code or reference of its own that messages do not show.</summary>
    /// <param name="delivery">One of <see cref="Deliveries"/>.</param>
    /// <param name="changes">All of them at once; none for the sample as it is.</param>
    Task<SentDelivery> SendAsync(string delivery, params IReadOnlyList<CanonicalChange> changes);
}
