namespace Tieout.Connect;

/// <summary>What has become of a posted document.</summary>
public enum DocumentState
{
    /// <summary>In the books, and nothing else, or a part of it is paid or credited.</summary>
    Posted,

    /// <summary>Nothing is left to pay: it was paid, now or in advance, or is over nothing.</summary>
    Paid,

    /// <summary>Credit memos have taken all of it back; nothing was paid.</summary>
    Credited,

    /// <summary>Taken out of the books.</summary>
    Voided,
}
