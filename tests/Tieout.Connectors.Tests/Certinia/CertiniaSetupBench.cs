using Tieout.Connectors.Certinia;
using Tieout.Connectors.Salesforce;
using Tieout.Connectors.Tests.Salesforce;

namespace Tieout.Connectors.Tests.Certinia;

/// <summary>A simulated PSA that has to hold the projects of two signed contracts.</summary>
internal sealed class CertiniaSetupBench : SalesforceEffectBench
{
    private CertiniaSetupBench(CertiniaOrg org)
        : base(org.Sandbox, "/sobjects/pse__Proj__c/Hub_Contract__c/*", isCollection: false) { }

    public override IReadOnlyList<string> Whole { get; } = ["SOW-7", "SOW-8"];

    public static async Task<CertiniaSetupBench> OpenAsync()
    {
        var org = await CertiniaOrg.StartAsync();
        _ = await org.Sandbox.CreateAsync(
            "Account",
            """{"Name":"Contoso","AccountNumber":"C-1"}"""
        );
        return new CertiniaSetupBench(org);
    }

    public override async Task<int> TellAsync(CancellationToken cancellationToken)
    {
        using var psa = new CertiniaProjects(
            new CertiniaOptions
            {
                Access = SalesforceConnection.Access(Org, pageSize: 4),
                Names = new SalesforceNames(
                    CertiniaOptions.DefaultNames,
                    new Dictionary<string, string>(StringComparer.Ordinal)
                    {
                        ["projectEngagement"] = "Hub_Contract__c",
                    }
                ),
            },
            Org.Time
        );
        foreach (var contract in Whole)
        {
            _ = await psa.EnsureAsync(SampleOrder.Of(contract), mayOpen: true, cancellationToken);
        }

        return 0;
    }

    public override async Task<IReadOnlyList<string>> HeldAsync(
        CancellationToken cancellationToken
    ) =>
        [
            .. (
                await Org.ColumnAsync(
                    "SELECT Hub_Contract__c FROM pse__Proj__c WHERE Hub_Contract__c != null ORDER BY Hub_Contract__c"
                )
            )!,
        ];
}
