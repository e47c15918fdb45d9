namespace Tieout.Connectors.Files.Reading;

/// <summary>How the quotes of a row stand at the end of a line.</summary>
internal enum QuoteState
{
    /// <summary>All fields are complete.</summary>
    Closed,

    /// <summary>A quoted field goes on in the next line.</summary>
    Open,

    /// <summary>A quote stands where none may be.</summary>
    Broken,
}
