namespace Tieout.Sandbox.Salesforce.Schema;

/// <summary>What belongs to a type of field.</summary>
internal static class FieldTypes
{
    /// <summary>As describe writes it.</summary>
    public static string NameOf(FieldType type) =>
        type switch
        {
            FieldType.Id => "id",
            FieldType.String => "string",
            FieldType.TextArea => "textarea",
            FieldType.Picklist => "picklist",
            FieldType.MultiPicklist => "multipicklist",
            FieldType.Reference => "reference",
            FieldType.Boolean => "boolean",
            FieldType.Currency => "currency",
            FieldType.Double => "double",
            FieldType.Percent => "percent",
            FieldType.Int => "int",
            FieldType.Date => "date",
            FieldType.DateTime => "datetime",
            FieldType.Email => "email",
            FieldType.Phone => "phone",
            FieldType.Url => "url",
            _ => "address",
        };

    /// <summary>As describe writes it in <c>soapType</c>, and as SOQL's messages spell it.</summary>
    public static string SoapNameOf(FieldType type) =>
        type switch
        {
            FieldType.Id or FieldType.Reference => "tns:ID",
            FieldType.Boolean => "xsd:boolean",
            FieldType.Currency or FieldType.Double or FieldType.Percent => "xsd:double",
            FieldType.Int => "xsd:int",
            FieldType.Date => "xsd:date",
            FieldType.DateTime => "xsd:dateTime",
            FieldType.Address => "urn:address",
            _ => "xsd:string",
        };

    public static bool IsNumber(FieldType type) =>
        type is FieldType.Currency or FieldType.Double or FieldType.Percent or FieldType.Int;

    public static bool IsId(FieldType type) => type is FieldType.Id or FieldType.Reference;

    public static bool IsText(FieldType type) =>
        !IsNumber(type)
        && !IsId(type)
        && type
            is not (FieldType.Boolean or FieldType.Date or FieldType.DateTime or FieldType.Address);
}
