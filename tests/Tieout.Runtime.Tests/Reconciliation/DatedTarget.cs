using NodaTime.Text;
using Tieout.Connect;

namespace Tieout.Runtime.Tests.Reconciliation;

/// <summary>A target that holds some documents and looks for their dates; what it was asked for is kept.</summary>
internal sealed class DatedTarget(params DatedDocument[] documents) : ISink
{
    private readonly List<string> _asked = [];

    public string System => "ledger";

    public SinkCapabilities Capabilities { get; } =
        new(TimeSpan.FromSeconds(1), 1, WritesParties: false);

    /// <summary>Prefix and days of each listing.</summary>
    public IReadOnlyList<string> Asked => _asked;

    public Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyList<TargetRecord>> FindAsync(
        Delivery delivery,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException("A listing looks for nothing else.");

    public Task<TargetRecord> WriteAsync(
        Delivery delivery,
        TargetRecord? found,
        CancellationToken cancellationToken
    ) => throw new NotSupportedException("A listing writes nothing.");

    public Task DiscardAsync(TargetRecord draft, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A listing discards nothing.");

    public IAsyncEnumerable<TargetRecord> ListAsync(
        string referencePrefix,
        DateInterval? dates,
        CancellationToken cancellationToken
    )
    {
        _asked.Add(
            dates is null
                ? $"{referencePrefix} ever"
                : $"{referencePrefix} {LocalDatePattern.Iso.Format(dates.Start)} {LocalDatePattern.Iso.Format(dates.End)}"
        );
        return documents
            .Where(x => x.Reference.StartsWith(referencePrefix, StringComparison.Ordinal))
            .Where(x => dates?.Contains(x.Date) is not false)
            .Select(x => new TargetRecord(x.Reference, $"{x.Reference} of {x.Date:d}", x.State))
            .ToAsyncEnumerable();
    }
}
