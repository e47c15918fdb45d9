using System.Collections.Frozen;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Salesforce;

/// <summary>What is read of an organisation as a CRM, and how it is understood.</summary>
public sealed class SalesforceOptions
{
    /// <summary>How the organisation is reached and polled.</summary>
    public required SalesforceAccess Access { get; init; }

    /// <summary>What is read and written where nothing is said. An empty name is neither.</summary>
    public static IReadOnlyDictionary<string, string> DefaultNames { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["account"] = "Account",
            ["accountCode"] = "AccountNumber",
            ["accountCountry"] = "BillingCountry",
            ["accountRegion"] = "BillingState",
            ["accountTaxId"] = string.Empty,
            ["accountOnHold"] = string.Empty,
            ["accountBillsToParent"] = string.Empty,
            ["opportunity"] = "Opportunity",
            ["contract"] = "Contract",
            ["contractCode"] = "ContractNumber",
            ["contractLegalEntity"] = string.Empty,
            ["sow"] = "SOW__c",
            ["sowCode"] = "Hub_Id__c",
            ["sowAccount"] = "Account__c",
            ["sowOpportunity"] = "Opportunity__c",
            ["sowParent"] = "Parent_SOW__c",
            ["sowAmendmentNumber"] = "Amendment_No__c",
            ["sowStatus"] = "Status__c",
            ["sowBillingModel"] = "Billing_Model__c",
            ["sowCap"] = "Cap_Amount__c",
            ["sowStart"] = "Effective_Date__c",
            ["sowEnd"] = "End_Date__c",
            ["sowLegalEntity"] = string.Empty,
            ["invoice"] = "Invoice__c",
            ["invoiceKey"] = "Hub_Id__c",
            ["invoiceNumber"] = "Name",
            ["invoiceType"] = "Type__c",
            ["invoiceStatus"] = "Status__c",
            ["invoiceAccount"] = "Account__c",
            ["invoiceSow"] = "SOW__c",
            ["invoiceContract"] = "Contract__c",
            ["invoiceDate"] = "Invoice_Date__c",
            ["invoiceDue"] = "Due_Date__c",
            ["invoiceNet"] = "Net_Amount__c",
            ["invoiceTax"] = "Tax_Amount__c",
            ["invoiceGross"] = "Total_Amount__c",
            ["invoiceOpen"] = "Open_Amount__c",
            ["invoiceDisputed"] = "Disputed_Amount__c",
            ["invoiceCredits"] = "Credited_Invoice__c",
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>API names of objects and fields. Default <see cref="DefaultNames"/>.</summary>
    public SalesforceNames Names { get; init; } =
        new(DefaultNames, FrozenDictionary<string, string>.Empty);

    /// <summary>Whether posted documents are shown in the organisation. Default false.</summary>
    public bool WritesBack { get; init; }

    /// <summary>The company that contracts belong to which name none.</summary>
    public required LegalEntityCode LegalEntity { get; init; }

    /// <summary>Codes (ISO 3166-1 alpha-2) of countries as the organisation spells them.</summary>
    public IReadOnlyDictionary<string, string> Countries { get; init; } =
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The country of accounts that name none. Default US.</summary>
    public string DefaultCountry { get; init; } = "US";

    /// <summary>How each billing model of statements of work is billed. A model without entry is rejected.</summary>
    public IReadOnlyDictionary<string, SalesforceBilling> BillingModels { get; init; } =
        new Dictionary<string, SalesforceBilling>(StringComparer.OrdinalIgnoreCase)
        {
            ["Time and Materials"] = SalesforceBilling.TimeAndMaterials,
            ["Milestone"] = SalesforceBilling.Milestones,
            ["Fixed Price"] = SalesforceBilling.Milestones,
        };

    /// <summary>Statuses that count as signed. Default Activated and Signed.</summary>
    public IReadOnlyList<string> SignedStatuses { get; init; } = ["Activated", "Signed"];

    /// <summary>Statuses that take an amendment back. Default Cancelled.</summary>
    public IReadOnlyList<string> CancelledStatuses { get; init; } = ["Cancelled"];
}
