using Tieout.Connectors.Files.Reading;
using Tieout.Domain.Canonical;

namespace Tieout.Connectors.Files.Layouts;

/// <summary>A feed whose files hold one fact in each row.</summary>
internal abstract class RowFormat<TFact>(string name, bool isMasterData)
    : FeedFormat(
        name,
        isMasterData,
        holdsUpBilling: typeof(TFact) != typeof(Payment) && typeof(TFact) != typeof(Opportunity)
    ),
        IRowFormat
    where TFact : CanonicalFact
{
    public override Type FactType => typeof(TFact);

    CanonicalFact IRowFormat.Read(Row row) => Read(row);

    public override void Write(CanonicalFact fact, IRowSink sink)
    {
        var cells = new Cells(this);
        Fill(cells, (TFact)fact);
        sink.Take(cells);
    }

    /// <summary>Means nothing once the row has a problem.</summary>
    protected abstract TFact Read(Row row);

    protected abstract void Fill(Cells cells, TFact fact);
}
