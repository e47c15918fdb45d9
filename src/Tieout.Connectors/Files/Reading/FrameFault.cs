namespace Tieout.Connectors.Files.Reading;

/// <summary>What is wrong with a row before its fields are looked at.</summary>
internal enum FrameFault
{
    None,

    /// <summary>A quoted field that does not end, or ends in the middle of text.</summary>
    UnclosedQuote,

    /// <summary>A quote inside a field that is not quoted, or text after a closing quote.</summary>
    StrayQuote,

    /// <summary>Longer than the limit.</summary>
    TooLong,
}
