using System.Collections.Frozen;
using Tieout.Connectors.Salesforce;
using Tieout.Domain.Canonical.Identifiers;

namespace Tieout.Connectors.Certinia;

/// <summary>What is read of a Certinia PSA, and how it is understood.</summary>
public sealed class CertiniaOptions
{
    /// <summary>
    /// Objects and fields that are read where nothing is said. An empty name is not read at all, and of
    /// an object switches its feed off.
    /// </summary>
    public static IReadOnlyDictionary<string, string> DefaultNames { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["resource"] = "Contact",
            ["resourceCode"] = "pse__ERP_Worker_Correlation_Id__c",
            ["resourceLegalEntity"] = string.Empty,
            ["account"] = "Account",
            ["accountCode"] = "AccountNumber",
            ["project"] = "pse__Proj__c",
            ["projectCode"] = "pse__Project_ID__c",
            ["projectEngagement"] = "pse__Project_ID__c",
            ["assignment"] = "pse__Assignment__c",
            ["timecard"] = "pse__Timecard_Header__c",
            ["timecardSplit"] = "pse__Timecard__c",
            ["timecardRate"] = "pse__Bill_Rate__c",
            ["billingEvent"] = "pse__Billing_Event__c",
            ["billingEventItem"] = "pse__Billing_Event_Item__c",
            ["approvedForBilling"] = "pse__Approved_for_Billing__c",
            ["expense"] = "pse__Expense__c",
            ["expenseRecoverableTax"] = string.Empty,
            ["milestone"] = "pse__Milestone__c",
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>How the organisation is reached and polled.</summary>
    public required SalesforceAccess Access { get; init; }

    /// <summary>API names of objects and fields. Default <see cref="DefaultNames"/>.</summary>
    public SalesforceNames Names { get; init; } =
        new(DefaultNames, FrozenDictionary<string, string>.Empty);

    /// <summary>Whether time is read with what billing decides on its parts.</summary>
    public bool ReadsSplits => Names["timecard"].Length > 0 && Names["timecardSplit"].Length > 0;

    /// <summary>Whether billing events are read, and of what stands on one, whether it is invoiced.</summary>
    public bool ReadsEvents =>
        Names["billingEvent"].Length > 0 && Names["billingEventItem"].Length > 0;

    /// <summary>Whether what stands on posted invoices is marked as invoiced. Default no.</summary>
    public bool WritesBack { get; init; }

    /// <summary>The line of contracts that milestones belong to. Default 1.</summary>
    public ContractLineId MilestoneLine { get; init; } = ContractLineId.Parse("1");
}
