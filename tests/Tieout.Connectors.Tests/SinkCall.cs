namespace Tieout.Connectors.Tests;

/// <summary>Which call of a write something happens to.</summary>
public enum SinkCall
{
    /// <summary>That looks for an invoice before it is written.</summary>
    LookUp,

    /// <summary>That stores the invoice.</summary>
    Draft,

    /// <summary>That posts it.</summary>
    Posting,
}
