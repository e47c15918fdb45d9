namespace Tieout.Domain.ProjectSetup;

/// <summary>Whether two records are one customer. Never decided on names alone.</summary>
/// <remarks>Source: domain rules §19.2.</remarks>
public enum PartyMatch
{
    /// <summary>Same: tax ids are equal.</summary>
    SameTaxId,

    /// <summary>Different: tax ids are there and differ, whatever the names.</summary>
    TaxIdConflict,

    /// <summary>A person decides: name, country and postal code are equal.</summary>
    NameAndPostalCode,

    /// <summary>A person decides: only the names are equal.</summary>
    NameOnly,

    /// <summary>Different: nothing speaks for it.</summary>
    NoEvidence,
}
