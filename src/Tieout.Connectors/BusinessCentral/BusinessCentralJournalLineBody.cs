using Tieout.Connect;

namespace Tieout.Connectors.BusinessCentral;

/// <summary>A line of a general journal as it is sent; a debit is positive.</summary>
internal sealed record BusinessCentralJournalLineBody(
    string AccountType,
    string AccountNumber,
    DateOnly PostingDate,
    string DocumentNumber,
    decimal Amount,
    string Description,
    IReadOnlyList<BusinessCentralDimensionBody>? DimensionSetLines
)
{
    private const int DescriptionMax = 100;

    public static BusinessCentralJournalLineBody Of(
        LedgerEntry entry,
        LedgerEntryLine line,
        string number,
        BusinessCentralOptions options
    ) =>
        new(
            "G/L Account",
            line.Account,
            entry.Date.ToDateOnly(),
            number,
            line.Amount.Amount,
            line.Description.Length <= DescriptionMax
                ? line.Description
                : line.Description[..DescriptionMax],
            line.Dimensions is { Count: > 0 } dimensions
                ? [.. dimensions.Select(x => BusinessCentralDimensionBody.Of(x, options))]
                : null
        );
}
