using System.Diagnostics;
using Tieout.Runtime.SetAside;
using Tieout.Runtime.Storage.ReadStore;

namespace Tieout.Runtime.Reconciliation.Rows;

/// <summary>What engagements could not do yet, and why.</summary>
internal static class SetAsideRows
{
    private static readonly RowStatement Keep = ReadTables.SetAside.Upsert();

    private static readonly RowStatement Change = new(
        "UPDATE set_aside SET reason = @reason, message = @message, "
            + "unbilled = @unbilled, currency = @currency "
            + "WHERE engagement = @engagement AND number = @number"
    );

    private static readonly RowStatement Drop = new(
        "DELETE FROM set_aside WHERE engagement = @engagement AND number = @number"
    );

    public static void Happened(IRowWriter rows, EventPlace at, SetAsideEvent happened)
    {
        switch (happened)
        {
            case SetAsideEvent.CommandSetAside e:
                rows.Run(
                    Keep,
                    at.Key,
                    (long)e.Number,
                    e.Subject,
                    e.Reason,
                    e.Message,
                    e.Origin is { } origin ? $"{origin.System} {origin.Place}" : null,
                    at.Sequence,
                    at.At,
                    StoredUnits.Minor(e.Unbilled),
                    e.Unbilled?.Currency.Code
                );
                break;
            case SetAsideEvent.CommandRefusedAgain e:
                rows.Run(
                    Change,
                    e.Reason,
                    e.Message,
                    StoredUnits.Minor(e.Unbilled),
                    e.Unbilled?.Currency.Code,
                    at.Key,
                    (long)e.Number
                );
                break;
            case SetAsideEvent.CommandCarriedOut e:
                rows.Run(Drop, at.Key, (long)e.Number);
                break;
            case SetAsideEvent.CommandDismissed e:
                rows.Run(Drop, at.Key, (long)e.Number);
                break;
            default:
                throw new UnreachableException(happened.GetType().Name);
        }
    }
}
