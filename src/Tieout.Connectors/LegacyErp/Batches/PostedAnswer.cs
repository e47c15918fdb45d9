using Tieout.Domain.Amounts;

namespace Tieout.Connectors.LegacyErp.Batches;

/// <summary>A document or customer that the ERP has taken.</summary>
/// <param name="Key">As the hub sent it.</param>
/// <param name="ExternalId">The ERP's own id.</param>
/// <param name="Number">The number that it drew; a customer's own for a customer.</param>
/// <param name="Date">The accounting date; none for a customer.</param>
/// <param name="Net">As the ERP posted it; none where it does not tell.</param>
/// <param name="Tax">As the ERP posted it; none where it does not tell.</param>
internal sealed record PostedAnswer(
    string Key,
    string ExternalId,
    string Number,
    LocalDate? Date,
    Money? Net = null,
    Money? Tax = null
);
