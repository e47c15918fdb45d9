using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Invoicing.Routing;

/// <summary>A document that needs a target.</summary>
/// <param name="Key">Natural key; the same for every attempt.</param>
/// <param name="Date">The document's own date, which decides, not the day of sending.</param>
/// <param name="OriginalTarget">Where the document lives that this one follows up.</param>
public sealed record RoutedDocument(
    string Key,
    LegalEntityCode LegalEntity,
    LocalDate Date,
    string? BusinessUnit = null,
    string? OriginalTarget = null
);
