namespace Tieout.Sandbox.NetSuite.Model;

/// <summary>A type of records.</summary>
/// <param name="Name">As in addresses: <c>creditMemo</c>.</param>
/// <param name="Label">For people: <c>Credit Memo</c>.</param>
/// <param name="Code">Of transactions, as SuiteQL tells their type: <c>CustCred</c>.</param>
/// <param name="NameField">What a reference to it shows.</param>
/// <param name="IsWritable">The others are set up by an administrator.</param>
internal sealed record RecordType(
    string Name,
    string Label,
    string? Code,
    string NameField,
    bool IsWritable,
    FieldSet Fields
)
{
    public bool IsTransaction => Code is not null;

    /// <summary>Transactions share one series of ids, people and firms another.</summary>
    public string Series =>
        IsTransaction ? "transaction"
        : Name is "customer" or "job" or "employee" ? "entity"
        : Name;
}
