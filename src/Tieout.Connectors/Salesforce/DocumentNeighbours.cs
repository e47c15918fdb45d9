using Tieout.Connect;

namespace Tieout.Connectors.Salesforce;

/// <summary>The records of the organisation that documents stand beside.</summary>
/// <param name="accounts">Ids by the code of the customer.</param>
/// <param name="sows">Ids by the engagement, where it is a statement of work.</param>
/// <param name="contracts">Ids by the engagement, where it is a contract.</param>
internal sealed class DocumentNeighbours(
    SalesforceOptions options,
    ILookup<string, string> accounts,
    ILookup<string, string> sows,
    ILookup<string, string> contracts
)
{
    /// <summary>That of the customer who is billed; none where the object has no field for it.</summary>
    public string? AccountOf(DocumentStanding document) =>
        accounts[document.BillTo.Value].FirstOrDefault();

    /// <summary>None where the engagement is none.</summary>
    public string? SowOf(DocumentStanding document) =>
        sows[document.Engagement.Value].FirstOrDefault();

    /// <summary>None where the engagement is none.</summary>
    public string? ContractOf(DocumentStanding document) =>
        contracts[document.Engagement.Value].FirstOrDefault();

    /// <summary>Why a document cannot be shown; none as a rule.</summary>
    public string? ObstacleOf(DocumentStanding document)
    {
        var names = options.Names;
        var count = accounts[document.BillTo.Value].Count();
        return names["invoiceAccount"].Length == 0 || count == 1 ? null
            : count == 0 ? $"no {names["account"]} has the {names["accountCode"]} {document.BillTo}"
            : $"{count} records of {names["account"]} have the {names["accountCode"]} {document.BillTo}, and one may have it";
    }
}
