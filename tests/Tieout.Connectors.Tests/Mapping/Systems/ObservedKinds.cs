using Tieout.Connectors.LegacyErp;

namespace Tieout.Connectors.Tests.Mapping.Systems;

/// <summary>The kinds of connectors in code.</summary>
internal static class ObservedKinds
{
    public static IReadOnlyDictionary<string, ObservedKind> All { get; } =
        new Dictionary<string, ObservedKind>(StringComparer.Ordinal)
        {
            ["avatax"] = new("AvaTax", "avatax")
            {
                Beside = "the tax that it answers with, which is compared",
                Targets = [(null, AvaTaxObserved.OpenTargetAsync)],
            },
            ["business-central"] = new("Business Central", "business-central")
            {
                Source = BusinessCentralObserved.OpenAsync,
                Targets = [(null, BusinessCentralObserved.OpenTargetAsync)],
            },
            ["certinia"] = new("Certinia", "certinia")
            {
                Source = CertiniaObserved.OpenAsync,
                Targets = [(null, CertiniaWriteBackObserved.OpenTargetAsync)],
            },
            ["ledgerworks"] = new("Ledgerworks", "ledgerworks")
            {
                Source = LedgerworksObserved.OpenAsync,
                Targets = [(null, LedgerworksObserved.OpenTargetAsync)],
            },
            ["legacy-erp"] = new("An ERP by files", "legacy-erp")
            {
                Beside = "the extracts of receipts, which are read",
                Targets =
                [
                    ("oracle", () => LegacyErpObserved.OpenAsync(LegacyErpFormat.Oracle)),
                    ("idoc", () => LegacyErpObserved.OpenAsync(LegacyErpFormat.Idoc)),
                ],
            },
            ["netsuite"] = new("NetSuite", "netsuite")
            {
                Source = NetSuiteObserved.OpenAsync,
                Targets = [(null, NetSuiteObserved.OpenTargetAsync)],
            },
            ["salesforce"] = new("Salesforce", "salesforce")
            {
                Source = SalesforceObserved.OpenAsync,
                Targets = [(null, SalesforceDocumentsObserved.OpenTargetAsync)],
            },
            ["stripe"] = new("Stripe", "stripe")
            {
                Source = StripeObserved.OpenAsync,
                Targets = [(null, StripeObserved.OpenTargetAsync)],
            },
        };
}
