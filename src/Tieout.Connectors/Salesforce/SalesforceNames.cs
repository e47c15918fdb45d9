using System.Collections.Frozen;

namespace Tieout.Connectors.Salesforce;

/// <summary>API names of the objects and fields that are read.</summary>
/// <param name="changed">Names that differ from <see cref="Defaults"/>, by what they are for.</param>
public sealed class SalesforceNames(IReadOnlyDictionary<string, string> changed)
{
    /// <summary>What is read where nothing is said. An empty name is not read at all.</summary>
    public static IReadOnlyDictionary<string, string> Defaults { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["account"] = "Account",
            ["accountCode"] = "AccountNumber",
            ["accountCountry"] = "BillingCountry",
            ["accountTaxId"] = string.Empty,
            ["accountOnHold"] = string.Empty,
            ["accountBillsToParent"] = string.Empty,
            ["contract"] = "Contract",
            ["contractCode"] = "ContractNumber",
            ["contractLegalEntity"] = string.Empty,
            ["sow"] = "SOW__c",
            ["sowCode"] = "Hub_Id__c",
            ["sowAccount"] = "Account__c",
            ["sowParent"] = "Parent_SOW__c",
            ["sowAmendmentNumber"] = "Amendment_No__c",
            ["sowStatus"] = "Status__c",
            ["sowBillingModel"] = "Billing_Model__c",
            ["sowCap"] = "Cap_Amount__c",
            ["sowStart"] = "Effective_Date__c",
            ["sowEnd"] = "End_Date__c",
            ["sowLegalEntity"] = string.Empty,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The name for a use; empty when it is not read.</summary>
    public string this[string use] => changed.GetValueOrDefault(use) ?? Defaults[use];
}
