using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Canonical;

/// <summary>Who buys (sold-to), and by its place in the hierarchy, who is billed.</summary>
/// <param name="Country">ISO 3166-1 alpha-2; of the billing address.</param>
/// <param name="Parent">The customer above it; none at the top.</param>
/// <param name="BillsToSelf">Invoices go to itself and not to a customer above it.</param>
/// <param name="TaxId">VAT or sales tax registration; none for private persons.</param>
/// <param name="ExemptionNumber">Of its certificate of exemption from tax.</param>
/// <param name="ExemptionValidTo">Last day of the certificate, included; open when none.</param>
/// <param name="IsOnHold">Credit or legal hold: nothing is invoiced until it is released.</param>
/// <param name="ElectronicInvoicing">It gets electronic invoices; none when it does not.</param>
/// <param name="BuyerReference">What it wants to find on them to route them. BT-10.</param>
/// <param name="Region">State or province of the billing address, as in <c>TX</c>.</param>
/// <param name="ElectronicAddress">Where they are sent, as scheme and id: 0088:7300010000001. BT-49.</param>
public sealed record Customer(
    CustomerCode Code,
    long Version,
    string Name,
    string Country,
    CustomerCode? Parent = null,
    bool BillsToSelf = true,
    string? TaxId = null,
    string? Street = null,
    string? City = null,
    string? PostalCode = null,
    bool IsOnHold = false,
    string? ExemptionNumber = null,
    LocalDate? ExemptionValidTo = null,
    ElectronicInvoicing? ElectronicInvoicing = null,
    string? BuyerReference = null,
    string? ElectronicAddress = null,
    string? Region = null
) : ReferenceFact
{
    public override long Version { get; init; } = Version;

    public override string Identity => $"customer/{Code}";
}
