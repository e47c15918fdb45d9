namespace Tieout.Connectors.Tests;

/// <summary>Which answer of a target never arrives, although the target did what was asked.</summary>
public enum LostAnswer
{
    /// <summary>To the call that stores the document as a draft.</summary>
    OfDraft,

    /// <summary>To the call that posts it.</summary>
    OfPosting,
}
