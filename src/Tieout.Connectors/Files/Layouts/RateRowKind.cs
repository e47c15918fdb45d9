namespace Tieout.Connectors.Files.Layouts;

/// <summary>What a row of a rate card says.</summary>
internal enum RateRowKind
{
    Rate,
    Markup,

    /// <summary>Nothing but the card itself: a card with a default rate only.</summary>
    Card,
}
