namespace Tieout.Sandbox.LegacyErp.Model;

/// <summary>What can be wrong with a batch, a document or a row of it.</summary>
internal enum Trouble
{
    /// <summary>The file or record is not of the layout, or it was cut.</summary>
    Unreadable,

    /// <summary>There are not as many records as the file says.</summary>
    Count,

    /// <summary>The amounts do not come to the control total.</summary>
    Total,

    /// <summary>A batch of this id was received before.</summary>
    Repeated,

    Company,
    Period,
    Customer,
    CustomerOnHold,
    Account,
    TaxCode,
    TaxAmount,
    Currency,
    RateType,
    LineAmount,
    Reference,
    Duplicate,

    /// <summary>Debits and credits differ.</summary>
    Balance,
}
