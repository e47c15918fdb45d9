using NodaTime.Text;
using Tieout.Domain.Amounts;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Canonical;

/// <summary>What a company pays another for an hour of its people.</summary>
/// <param name="Lender">Who employs them.</param>
/// <param name="Borrower">Who has the contract that they work for.</param>
/// <param name="From">First service date, included; from ever when none.</param>
/// <param name="HourlyPrice">Unrounded, in the currency that both sides book; zero is a price.</param>
/// <param name="Role">The role worked in; every role when none.</param>
/// <param name="To">Last service date, included; open when none.</param>
/// <remarks>Source: domain rules §12: by role, lender, borrower and date.</remarks>
public sealed record TransferPrice(
    LegalEntityCode Lender,
    LegalEntityCode Borrower,
    LocalDate? From,
    long Version,
    Money HourlyPrice,
    string? Role = null,
    LocalDate? To = null
) : ReferenceFact
{
    public override long Version { get; init; } = Version;

    public override string Identity =>
        $"transfer-price/{Lender}/to/{Borrower}/"
        + LocalDatePattern.Iso.Format(From ?? LocalDate.MinIsoValue)
        + (Role is null ? string.Empty : $"/role/{Role}");
}
