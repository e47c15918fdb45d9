using Tieout.Connect;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Stripe;

/// <summary>What a page comes to.</summary>
internal sealed class StripeFacts
{
    private readonly List<SourceRecord> _records = [];

    public List<RejectedRecord> Rejected { get; } = [];

    public void Add(CanonicalFact fact, Origin origin) =>
        _records.Add(new SourceRecord(fact, origin));

    public Page ToPage(StripeCursor next) => new([.. _records], [.. Rejected], next.ToCursor());
}
