using Tieout.Connect;

namespace Tieout.Connectors.BusinessCentral;

/// <summary>A batch of a general journal as it is sent, with its lines.</summary>
internal sealed record BusinessCentralJournalBody(
    string Code,
    string DisplayName,
    IReadOnlyList<BusinessCentralJournalLineBody> JournalLines
)
{
    public static BusinessCentralJournalBody Of(
        LedgerEntry entry,
        string number,
        string code,
        BusinessCentralOptions options
    ) =>
        new(
            code,
            $"{entry.Reference}: {entry.Description}",
            [
                .. entry.Lines.Select(x =>
                    BusinessCentralJournalLineBody.Of(entry, x, number, options)
                ),
            ]
        );
}
