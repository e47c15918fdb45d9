namespace Tieout.Sandbox.BusinessCentral.Model;

/// <summary>What a property holds.</summary>
internal enum FieldKind
{
    Guid,

    /// <summary>Text that is kept in capitals, as keys and numbers are.</summary>
    Code,

    Text,
    Decimal,
    Integer,
    Long,
    Boolean,
    Date,
    Instant,

    /// <summary>One of a fixed list of words.</summary>
    Choice,
}
