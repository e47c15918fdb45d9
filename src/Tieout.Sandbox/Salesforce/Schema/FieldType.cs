namespace Tieout.Sandbox.Salesforce.Schema;

/// <summary>The types of a field that describe names.</summary>
internal enum FieldType
{
    Id,
    String,
    TextArea,
    Picklist,
    MultiPicklist,
    Reference,
    Boolean,
    Currency,
    Double,
    Percent,
    Int,
    Date,
    DateTime,
    Email,
    Phone,
    Url,

    /// <summary>Put together from its parts; never written and never filtered by.</summary>
    Address,
}
