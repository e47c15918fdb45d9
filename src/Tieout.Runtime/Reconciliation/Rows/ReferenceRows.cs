using Tieout.Domain.Canonical;
using Tieout.Runtime.Storage.GroupCommit;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation.Rows;

/// <summary>What people need to read names for codes; rates and taxes are asked of the log.</summary>
internal static class ReferenceRows
{
    private static readonly RowStatement Customer = ReadTables.Customer.Upsert();
    private static readonly RowStatement LegalEntity = ReadTables.LegalEntity.Upsert();
    private static readonly RowStatement Resource = ReadTables.Resource.Upsert();
    private static readonly RowStatement Account = ReadTables.Account.Upsert();
    private static readonly RowStatement Opportunity = ReadTables.Opportunity.Upsert();

    public static void Recorded(IRowWriter rows, EventPlace at, ReferenceFact fact)
    {
        switch (fact)
        {
            case Customer x:
                rows.Run(
                    Customer,
                    x.Code.Value,
                    x.Version,
                    x.Name,
                    x.Country,
                    x.Parent?.Value,
                    x.BillsToSelf,
                    x.IsOnHold
                );
                break;
            case LegalEntity x:
                rows.Run(LegalEntity, x.Code.Value, x.Version, x.Name, x.Country, x.Currency.Code);
                break;
            case Resource x:
                rows.Run(Resource, x.Code.Value, x.Version, x.Name, x.Role);
                break;
            case AccountMapping x:
                rows.Run(
                    Account,
                    x.LegalEntity.Value,
                    StoredNames.Of(x.Role),
                    x.Version,
                    x.Account
                );
                break;
            case Opportunity x:
                rows.Run(
                    Opportunity,
                    x.Id,
                    x.Version,
                    x.Name,
                    x.Customer?.Value,
                    x.Stage,
                    StoredUnits.Text(x.WonOn),
                    StoredUnits.Minor(x.Amount),
                    x.Amount?.Currency.Code,
                    x.Contract?.Value,
                    BeginOf(x.IsUnsignedFrom),
                    at.Sequence
                );
                break;
        }
    }

    private static long? BeginOf(LocalDate? day) =>
        day is { } first ? StoreTime.ToMicroseconds(first.AtMidnight().InUtc().ToInstant()) : null;
}
