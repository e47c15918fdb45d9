using Tieout.Runtime.Reconciliation.Rows;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation.TieOuts;

/// <summary>Which days are tied out: service dates of work, invoice dates of documents.</summary>
/// <param name="From">First day, included.</param>
/// <param name="To">Last day, included.</param>
public sealed record TieOutPeriod(LocalDate From, LocalDate To)
{
    /// <summary>Everything there is.</summary>
    public static TieOutPeriod Ever { get; } = new(new LocalDate(1, 1, 1), LocalDate.MaxIsoValue);

    internal bool Has(HubDocument document) => From <= document.Date && document.Date <= To;

    internal (string Name, SqlValue Value)[] Parameters =>
        [("from", StoredUnits.Text(From)), ("to", StoredUnits.Text(To))];
}
