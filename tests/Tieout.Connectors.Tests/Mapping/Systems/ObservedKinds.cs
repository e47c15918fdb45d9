namespace Tieout.Connectors.Tests.Mapping.Systems;

/// <summary>The kinds of connectors in code.</summary>
internal static class ObservedKinds
{
    public static IReadOnlyDictionary<string, ObservedKind> All { get; } =
        new Dictionary<string, ObservedKind>(StringComparer.Ordinal)
        {
            ["business-central"] = new("Business Central", "business-central")
            {
                Source = BusinessCentralObserved.OpenAsync,
                Target = BusinessCentralObserved.OpenTargetAsync,
            },
            ["certinia"] = new("Certinia", "certinia") { Source = CertiniaObserved.OpenAsync },
            ["ledgerworks"] = new("Ledgerworks", "ledgerworks")
            {
                Source = LedgerworksObserved.OpenAsync,
                Target = LedgerworksObserved.OpenTargetAsync,
            },
            ["netsuite"] = new("NetSuite", "netsuite")
            {
                Source = NetSuiteObserved.OpenAsync,
                Target = NetSuiteObserved.OpenTargetAsync,
            },
            ["salesforce"] = new("Salesforce", "salesforce")
            {
                Source = SalesforceObserved.OpenAsync,
            },
            ["stripe"] = new("Stripe", "stripe")
            {
                Source = StripeObserved.OpenAsync,
                Target = StripeObserved.OpenTargetAsync,
            },
        };
}
