using System.Globalization;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Domain.Invoicing;

/// <summary>How the hub names its documents: <c>TO-ENG-100-003</c>.</summary>
/// <remarks>
/// Engagement and running number, drafts included; no clock, so the same history gives the same
/// names. It goes into the target's external reference; the legal number is the target's to draw.
/// </remarks>
public static class InvoiceReferences
{
    /// <summary>What every reference of the hub starts with.</summary>
    public const string Prefix = "TO-";

    /// <summary>The name of a document of an engagement.</summary>
    /// <param name="engagement">Whose document it is.</param>
    /// <param name="number">1 for the first document of the engagement.</param>
    public static InvoiceReference Of(EngagementId engagement, int number) =>
        InvoiceReference.Parse(
            string.Create(CultureInfo.InvariantCulture, $"{Prefix}{engagement}-{number:D3}")
        );

    /// <summary>The engagement that a reference of the hub belongs to; none for others.</summary>
    public static EngagementId? EngagementOf(InvoiceReference reference)
    {
        var text = reference.Value;
        var end = text.LastIndexOf('-');
        return text.StartsWith(Prefix, StringComparison.Ordinal) && end > Prefix.Length
            ? EngagementId.Parse(text[Prefix.Length..end])
            : null;
    }
}
