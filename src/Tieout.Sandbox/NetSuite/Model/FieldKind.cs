namespace Tieout.Sandbox.NetSuite.Model;

/// <summary>What a field holds.</summary>
internal enum FieldKind
{
    Text,
    YesNo,
    Amount,
    Count,
    Date,
    Instant,

    /// <summary>Another record: <c>{id, refName, links}</c>.</summary>
    Reference,

    /// <summary>One of a fixed list: <c>{id, refName}</c>.</summary>
    Choice,

    /// <summary>A list of lines.</summary>
    Sublist,

    /// <summary>A record within this one, such as an address.</summary>
    Subrecord,
}
