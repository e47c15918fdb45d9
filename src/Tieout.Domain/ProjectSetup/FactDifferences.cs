using Tieout.Domain.Canonical;

namespace Tieout.Domain.ProjectSetup;

/// <summary>In what a copy says something else than the fact itself.</summary>
/// <remarks>
/// Systems know different fields of a record. What a copy leaves out, or has at its default, it does
/// not say. Fields go by their names in docs/reference/files.md.
/// </remarks>
public static class FactDifferences
{
    /// <summary>Names of the fields; <c>contents</c> where a record is told as a whole.</summary>
    public static IReadOnlyList<string> Of(CanonicalFact known, CanonicalFact copy) =>
        (known, copy) switch
        {
            (Customer k, Customer c) => Differing(
                ("name", Differ(k.Name, c.Name)),
                ("country", Differ(k.Country, c.Country)),
                ("parent", c.Parent is not null && c.Parent != k.Parent),
                ("bills_to_self", !c.BillsToSelf && k.BillsToSelf),
                ("tax_id", Differ(k.TaxId, c.TaxId)),
                ("street", Differ(k.Street, c.Street)),
                ("city", Differ(k.City, c.City)),
                ("postal_code", Differ(k.PostalCode, c.PostalCode)),
                ("on_hold", c.IsOnHold && !k.IsOnHold),
                ("exemption_number", Differ(k.ExemptionNumber, c.ExemptionNumber)),
                (
                    "exemption_valid_to",
                    c.ExemptionValidTo is not null && c.ExemptionValidTo != k.ExemptionValidTo
                ),
                (
                    "e_invoice",
                    c.ElectronicInvoicing is not null
                        && c.ElectronicInvoicing != k.ElectronicInvoicing
                ),
                ("buyer_reference", Differ(k.BuyerReference, c.BuyerReference)),
                ("e_address", Differ(k.ElectronicAddress, c.ElectronicAddress))
            ),
            (Resource k, Resource c) => Differing(
                ("name", Differ(k.Name, c.Name)),
                ("legal_entity", c.LegalEntity is not null && c.LegalEntity != k.LegalEntity),
                ("role", Differ(k.Role, c.Role)),
                ("active", !c.IsActive && k.IsActive)
            ),
            (Project k, Project c) => Differing(
                ("contract", c.Engagement != k.Engagement),
                ("name", Differ(k.Name, c.Name)),
                ("tasks", c.Tasks is { Count: > 0 } && !c.Tasks.Equals(k.Tasks)),
                ("excluded", c.IsExcludedFromBilling && !k.IsExcludedFromBilling),
                ("on_hold", c.IsOnHold && !k.IsOnHold)
            ),
            _ => Differing(("contents", !known.Equals(copy with { Version = known.Version }))),
        };

    private static bool Differ(string? known, string? copy) =>
        copy is not null && !copy.Equals(known, StringComparison.Ordinal);

    private static List<string> Differing(params ReadOnlySpan<(string Field, bool IsOther)> fields)
    {
        var differing = new List<string>();
        foreach (var (field, isOther) in fields)
        {
            if (isOther)
            {
                differing.Add(field);
            }
        }

        return differing;
    }
}
