namespace Tieout.Domain.ProjectSetup;

/// <summary>Compares two customer records of different systems.</summary>
/// <remarks>Source: domain rules §19.2.</remarks>
public static class PartyMatching
{
    private static readonly string[] LegalForms =
    [
        .. "INC LTD LIMITED LLC GMBH CORP CORPORATION CO COMPANY PLC AG SA BV".Split(' '),
    ];

    /// <summary>What the records prove; two that name no country are of the same one.</summary>
    public static PartyMatch Compare(PartyEvidence one, PartyEvidence other)
    {
        var (taxId, otherTaxId) = (Compact(one.TaxId), Compact(other.TaxId));
        if (taxId.Length > 0 && otherTaxId.Length > 0)
        {
            return Is(taxId, otherTaxId) ? PartyMatch.SameTaxId : PartyMatch.TaxIdConflict;
        }

        var name = NormalName(one.Name);
        if (name.Length == 0 || !Is(name, NormalName(other.Name)))
        {
            return PartyMatch.NoEvidence;
        }

        var (postalCode, otherPostalCode) = (Compact(one.PostalCode), Compact(other.PostalCode));
        var isSamePlace =
            string.Equals(one.Country, other.Country, StringComparison.Ordinal)
            && postalCode.Length > 0
            && Is(postalCode, otherPostalCode);
        return isSamePlace ? PartyMatch.NameAndPostalCode : PartyMatch.NameOnly;
    }

    /// <summary>Letters and digits in capitals; empty for none.</summary>
    private static string Compact(string? code) =>
        string.Concat((code ?? "").Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static string NormalName(string name)
    {
        var words = string.Concat(name.Select(c => char.IsLetterOrDigit(c) ? c : ' '))
            .ToUpperInvariant()
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Join(
            ' ',
            words.Where(word => !LegalForms.Contains(word, StringComparer.Ordinal))
        );
    }

    private static bool Is(string one, string? other) =>
        string.Equals(one, other, StringComparison.Ordinal);
}
