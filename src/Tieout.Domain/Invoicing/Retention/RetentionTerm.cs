namespace Tieout.Domain.Invoicing.Retention;

/// <summary>What is withheld and released from some progress on.</summary>
/// <param name="FromPercent">Delivered share, included, from which the term applies.</param>
/// <param name="RetainPercent">Of each new amount.</param>
/// <param name="ReleasePercent">Of the balance withheld before the delivery.</param>
public sealed record RetentionTerm(
    decimal FromPercent,
    decimal RetainPercent,
    decimal ReleasePercent
);
